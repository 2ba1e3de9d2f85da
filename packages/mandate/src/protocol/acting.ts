/** An app that acts as a user. Whether it may is the platform's to say, at each use. */

/** What was shown by whoever wants to act as a user. */
export interface ActingToken {
  /** Its `jti`. */
  readonly id: string
  /** Its `sub`, if it has one. */
  readonly subject: string | undefined
  /** The `client_id` on the wire; undefined for what is no app's. */
  readonly clientId: string | undefined
  /** Whether an app acts as itself with it; nothing else lets anybody act as another. */
  readonly isOfAppItself: boolean
  /** In force now. */
  readonly scopes: readonly string[]
  readonly claims: Readonly<Record<string, string>>
}

export interface ActingRequest {
  readonly token: ActingToken
  /** Of whom the app wants to be taken for. As it was sent. */
  readonly userId: string
  /** The `client_id` of the resource server that asks. */
  readonly askedBy: string
  readonly requestId: string | undefined
  readonly address: string | undefined
}

export interface ActingPort {
  /**
   * The scopes that the token has while its app acts as the user; undefined where it may not, whatever the reason.
   * Recorded, either way, before it is answered.
   */
  actAs(request: ActingRequest): Promise<readonly string[] | undefined>
}
