import { commonPasswords } from './common-passwords.ts'
import { emailKey } from './email.ts'

/** Characters, as a person counts them. */
export const minimumPasswordLength = 8

/** Bytes in UTF-8: enough for any sentence, too little to keep the hash busy. */
export const maximumPasswordBytes = 1024

/** Why a password is not taken. */
export type PasswordProblem = 'passwordMissing' | 'passwordTooShort' | 'passwordTooLong' | 'passwordTooCommon'

/**
 * The form in which a password is hashed and compared: the same characters may be typed as different code points on
 * another keyboard (NIST SP 800-63B 3.1.1.2). Whatever hashes or verifies a password goes through here first.
 */
export const normalizePassword = (password: string): string => password.normalize('NFKC')

export const isTooLongPassword = (password: string): boolean =>
  Buffer.byteLength(password) > maximumPasswordBytes

const sameCharacter = /^(.)\1*$/su

/**
 * Why a person may not choose this password; undefined if they may. Length is what counts, no mixture is asked for
 * (NIST SP 800-63B 3.1.1.2); what attackers try first is refused, and so is the person's own address.
 */
export const passwordProblem = (password: string, email: string): PasswordProblem | undefined => {
  if (password === '') return 'passwordMissing'
  if (isTooLongPassword(password)) return 'passwordTooLong'
  const normalized = normalizePassword(password)
  if (isTooLongPassword(normalized)) return 'passwordTooLong'
  if ([...normalized].length < minimumPasswordLength) return 'passwordTooShort'
  const lower = normalized.toLowerCase()
  const address = emailKey(email)
  const isOwn = lower === address || lower === address.split('@')[0]
  return isOwn || commonPasswords.has(lower) || sameCharacter.test(lower) ? 'passwordTooCommon' : undefined
}
