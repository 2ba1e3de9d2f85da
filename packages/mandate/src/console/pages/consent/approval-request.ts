import { longestReason } from '../../../platform/installations/longest-reason.ts'
import { alert } from '../../components/alert.ts'
import { appAndPlatform } from '../../components/app-and-platform.ts'
import { button } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type ScopeGroup, scopeList } from '../../components/scope-list.ts'
import { textArea } from '../../components/text-area.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import type { ViewContext } from '../../view-context.ts'
import type { ActorMode, ConsentApp } from './consent-props.ts'

export interface ApprovalRequestProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly app: ConsentApp
  readonly organization: string
  readonly actor: ActorMode
  /** What an admin has to approve. */
  readonly toApprove: readonly ScopeGroup[]
  /** What the organization has granted already; then the person can go on with that alone. */
  readonly granted: readonly ScopeGroup[] | undefined
  /** Whether the person asked before, and that request is no longer open. */
  readonly answered: boolean
}

/** What a member may not allow for the organization is asked of its admins. */
export const approvalRequest = (props: ApprovalRequestProps): Html => {
  const { context, app, organization, granted } = props
  const { approval: words, consent } = context.strings
  const title = granted ? words.titleMore(app.name, organization) : words.title(app.name, organization)
  return flow({
    context,
    title,
    wide: true,
    unbranded: true,
    content: [
      html`
<div class="heading">
  ${appAndPlatform(app, context.branding)}
  <h1>${title}</h1>
  <p class="soft">${words.lead(organization)}</p>
</div>`,
      props.answered && alert('info', words.answered(organization)),
      html`
<section class="consent-section">
  <h2>${words.toApprove}</h2>
  ${scopeList(props.toApprove, context.strings)}
  <p class="small soft">${consent.actors[props.actor].text(app.name)}</p>
</section>`,
      form(
        props.form,
        [
          textArea({ name: 'reason', label: words.reason, hint: words.reasonHint, maxLength: longestReason }),
          html`
<div class="button-pair">
  ${button({ text: consent.cancel, kind: 'secondary', id: 'deny', name: 'decision', value: 'deny' })}
  ${button({ text: words.request, id: 'request', name: 'decision', value: 'request' })}
</div>`,
          granted &&
            button({
              text: words.goOnWithout,
              kind: 'secondary',
              id: 'allow',
              name: 'decision',
              value: 'allow',
              wide: true,
            }),
        ],
        'stack stack-loose',
      ),
    ],
  })
}
