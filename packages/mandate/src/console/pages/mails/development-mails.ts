import { icon } from '../../components/icon.ts'
import { moment } from '../../components/moment.ts'
import { type Child, type Html, html } from '../../html.ts'
import { type SiteFrame, site } from '../../layout/site.ts'
import type { ViewContext } from '../../view-context.ts'

/** A mail that was not sent. */
export interface DevelopmentMail {
  readonly to: string
  readonly subject: string
  /** Epoch seconds. */
  readonly sentAt: number
  readonly text: string
}

export interface DevelopmentMailsProps {
  readonly context: ViewContext
  readonly frame: SiteFrame
  /** Newest first. */
  readonly mails: readonly DevelopmentMail[]
}

const withLinks = (text: string): readonly Child[] =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))

const mailCard = (mail: DevelopmentMail, context: ViewContext): Html => html`
<li class="card mail">
  <div class="mail-head">
    <h2>${mail.subject}</h2>
    <p class="meta"><span>${context.strings.mails.to(mail.to)}</span><span>${moment(mail.sentAt, context)}</span></p>
  </div>
  <div class="mail-body">${withLinks(mail.text)}</div>
</li>`

/** The mails of a server in development, where none are sent. */
export const developmentMails = ({ context, frame, mails }: DevelopmentMailsProps): Html => {
  const words = context.strings.mails
  return site({
    context,
    title: words.title,
    frame,
    content: [
      html`<div class="hero"><h1>${words.title}</h1><p class="soft">${words.lead}</p></div>`,
      mails.length === 0
        ? html`<div class="card empty"><span class="emblem">${icon.mail}</span><p>${words.empty}</p></div>`
        : html`<ul class="stack">${mails.map((mail) => mailCard(mail, context))}</ul>`,
    ],
  })
}
