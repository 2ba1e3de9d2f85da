import { badge } from '../../components/badge.ts'
import { button } from '../../components/button.ts'
import { form } from '../../components/form.ts'
import { icon } from '../../components/icon.ts'
import { moment } from '../../components/moment.ts'
import { type Html, html } from '../../html.ts'
import type { AccountProps, AccountSession } from './account-props.ts'

const row = (session: AccountSession, { context }: AccountProps): Html => {
  const words = context.strings.account
  return html`
<li>
  <span class="row-icon">${icon[session.kind]}</span>
  <div class="row-main">
    <p class="row-title">${session.device} ${session.current && badge('success', words.currentSession)}</p>
    <p class="meta"><span>${session.address}</span><span>${words.lastSeen(moment(session.lastSeenAt, context))}</span><span>${words.signedInAt(moment(session.signedInAt, context))}</span></p>
  </div>
  ${
    !session.current &&
    form(
      session.revoke,
      button({
        text: words.revokeSession,
        kind: 'secondary',
        label: words.revokeSessionLabel(session.device),
      }),
      '',
    )
  }
</li>`
}

/** Where the person is signed in. */
export const accountSessions = (props: AccountProps): Html => {
  const words = props.context.strings.account
  return html`
<section class="section" aria-labelledby="sessions">
  <div class="stack stack-tight"><h2 id="sessions">${words.sessions}</h2><p class="small soft">${words.sessionsHint}</p></div>
  <div class="stack">
    <ul class="card rows">${props.sessions.map((session) => row(session, props))}</ul>
    ${
      props.revokeOtherSessions &&
      props.sessions.some((session) => !session.current) &&
      form(
        props.revokeOtherSessions,
        button({ text: words.revokeOthers, kind: 'secondary', id: 'revoke-others' }),
        '',
      )
    }
  </div>
</section>`
}
