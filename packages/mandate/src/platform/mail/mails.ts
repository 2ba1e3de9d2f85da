import type { Background } from '../background.ts'
import { type ApprovalLink, mailTexts } from './mail-texts.ts'
import type { Mailer } from './mailer.ts'

/** The mails that Mandate sends. Each returns at once: whether and when a mail goes out shows in no answer. */
export interface Mails {
  confirmRegistration(to: string, token: string): void
  alreadyRegistered(to: string): void
  verifyEmail(to: string, token: string): void
  resetPassword(to: string, token: string): void
  /** To somebody who may become a member of an organization. */
  invited(to: string, token: string): void
  /** To an admin: somebody asks for an app. */
  approvalRequested(to: string, link: ApprovalLink): void
  /** To who asked. */
  approvalDecided(to: string, link: ApprovalLink): void
  /** To somebody without an account, who asked for an app. The note is the operator's. */
  registrationApproved(to: string, token: string, note: string | undefined): void
  registrationDeclined(to: string, note: string | undefined): void
}

export interface MailsOptions {
  /** Every link begins with it; nothing in a mail follows a request. */
  readonly issuer: string
  readonly platformName: string
}

export const createMails = (
  options: MailsOptions,
  { mailer, background }: { readonly mailer: Mailer; readonly background: Background },
): Mails => {
  const texts = mailTexts(options)
  const send = (to: string, text: { readonly subject: string; readonly text: string }): void =>
    background.run('mail', () => mailer.send({ to, ...text }))
  return {
    confirmRegistration: (to, token) => send(to, texts.confirmRegistration(token)),
    alreadyRegistered: (to) => send(to, texts.alreadyRegistered()),
    verifyEmail: (to, token) => send(to, texts.verifyEmail(token)),
    resetPassword: (to, token) => send(to, texts.resetPassword(token)),
    invited: (to, token) => send(to, texts.invited(token)),
    approvalRequested: (to, link) => send(to, texts.approvalRequested(link)),
    approvalDecided: (to, link) => send(to, texts.approvalDecided(link)),
    registrationApproved: (to, token, note) => send(to, texts.registrationApproved(token, note)),
    registrationDeclined: (to, note) => send(to, texts.registrationDeclined(note)),
  }
}
