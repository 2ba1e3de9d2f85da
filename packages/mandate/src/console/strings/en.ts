import { account } from './en/account.ts'
import { common } from './en/common.ts'
import { consent } from './en/consent.ts'
import { error } from './en/error.ts'
import { leave } from './en/leave.ts'
import { mails } from './en/mails.ts'
import { signIn } from './en/sign-in.ts'
import { start } from './en/start.ts'

/** Everything that people read, in English, keyed by page. Another language is another object of this type. */
export const en = {
  /** BCP 47, for `lang` and for `Intl`. */
  locale: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  common,
  ...signIn,
  consent,
  error,
  leave,
  account,
  start,
  mails,
}

export type Strings = typeof en
