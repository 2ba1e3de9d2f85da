/** A token that a mail carries, good for one use. Only its hash is stored. */
export interface OneTimeToken {
  readonly hash: string
  readonly purpose: 'verify_email' | 'reset_password'
  readonly userId: string
  /** The address that it was sent to. Once the user has another one, the token is worth nothing. */
  readonly email: string
  /** Where the person was when they asked for it: see `sealReturnPath`. */
  readonly sealedReturnPath: string | undefined
  readonly createdAt: number
  readonly expiresAt: number
}
