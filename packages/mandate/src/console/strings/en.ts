import { account } from './en/account.ts'
import { appCredentials } from './en/app-credentials.ts'
import { approval } from './en/approval.ts'
import { changePassword } from './en/change-password.ts'
import { common } from './en/common.ts'
import { consent } from './en/consent.ts'
import { error } from './en/error.ts'
import { errorCodes } from './en/error-codes.ts'
import { invitation } from './en/invitation.ts'
import { leave } from './en/leave.ts'
import { mails } from './en/mails.ts'
import { scopes } from './en/scopes.ts'
import { signIn } from './en/sign-in.ts'
import { start } from './en/start.ts'

/** Everything that people read, in English, keyed by page. Another language is another object of this type. */
export const en = {
  /** BCP 47, for `lang` and for `Intl`. */
  locale: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  common,
  ...signIn,
  appCredentials,
  consent,
  approval,
  invitation,
  error,
  errorCodes,
  leave,
  account,
  changePassword,
  start,
  mails,
  scopes,
}

export type Strings = typeof en
