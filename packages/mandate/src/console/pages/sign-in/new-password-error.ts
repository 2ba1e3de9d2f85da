/** Why a password is not taken. */
export type NewPasswordError =
  | 'passwordMissing'
  | 'passwordTooShort'
  | 'passwordTooLong'
  | 'passwordTooCommon'
