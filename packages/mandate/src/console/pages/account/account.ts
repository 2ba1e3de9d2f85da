import { alert } from '../../components/alert.ts'
import { avatar } from '../../components/avatar.ts'
import { badge } from '../../components/badge.ts'
import { button, linkButton } from '../../components/button.ts'
import { form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { site } from '../../layout/site.ts'
import { accountApps } from './account-apps.ts'
import type { AccountProps } from './account-props.ts'
import { accountSessions } from './account-sessions.ts'

const notice = ({ context, notice, user }: AccountProps): Html | undefined => {
  if (notice === undefined) return undefined
  const { notices } = context.strings.account
  return alert(
    'success',
    notice === 'verificationSent' ? notices.verificationSent(user.email) : notices[notice],
  )
}

const profile = ({ context, user, resendVerification, changePasswordUrl }: AccountProps): Html => {
  const words = context.strings.account
  const name = user.name === '' ? user.email : user.name
  return html`
<section class="section" aria-labelledby="profile">
  <div class="stack stack-tight"><h2 id="profile">${words.profile}</h2><p class="small soft">${words.profileHint}</p></div>
  <ul class="card rows">
    <li>
      ${avatar({ name, kind: 'person', size: 'medium' })}
      <div class="row-main">
        <p class="row-title">${name}</p>
        <p class="row-title row-address">${user.email} ${
          user.emailVerified
            ? badge('success', words.emailVerified)
            : badge('warning', words.emailNotVerified)
        }</p>
      </div>
      ${changePasswordUrl !== undefined && linkButton({ text: words.changePassword, href: changePasswordUrl, kind: 'secondary' })}
    </li>
    ${
      !user.emailVerified &&
      resendVerification &&
      html`
    <li class="row-plain">
      <p class="row-main small soft">${words.verifyHint}</p>
      ${form(resendVerification, button({ text: words.resend, kind: 'secondary', id: 'resend' }), '')}
    </li>`
    }
  </ul>
</section>`
}

/** A person's own page. */
export const account = (props: AccountProps): Html => {
  const { title, lead } = props.context.strings.account
  return site({
    context: props.context,
    title,
    frame: props.frame,
    content: [
      html`<div class="hero"><h1>${title}</h1><p class="soft">${lead}</p></div>`,
      notice(props),
      profile(props),
      accountApps(props),
      accountSessions(props),
    ],
  })
}
