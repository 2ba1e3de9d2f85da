import { longestReason } from '../../../platform/installations/longest-reason.ts'
import { alert } from '../../components/alert.ts'
import { appAndPlatform } from '../../components/app-and-platform.ts'
import { badge } from '../../components/badge.ts'
import { button } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import {
  inReadingOrder,
  type ScopeGroup,
  type ScopeText,
  scopeList,
  scopeWords,
} from '../../components/scope-list.ts'
import { textArea } from '../../components/text-area.ts'
import { attributes, type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import type { ViewContext } from '../../view-context.ts'
import type { ActorMode, ConsentApp } from '../consent/consent-props.ts'

export type ApprovalProblem = 'nothingLeft' | 'notPossible'

export interface ApprovalProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly app: Omit<ConsentApp, 'clientId'>
  readonly organization: string
  readonly requestedBy: string
  readonly reason: string | undefined
  readonly actors: readonly ActorMode[]
  /** Each to be granted or not. */
  readonly asked: readonly ScopeText[]
  /** Those that are ticked; all at first. */
  readonly ticked: readonly string[]
  /** What the app holds there already. */
  readonly granted: readonly ScopeGroup[]
  readonly problem?: ApprovalProblem | undefined
}

const scopeChoices = ({ context, asked, ticked }: ApprovalProps): Html => {
  const { decide: words } = context.strings.approval
  return html`
<fieldset class="consent-section" aria-describedby="scopes-hint">
  <legend class="stack stack-tight">
    <h2>${words.scopes}</h2>
    <span class="small soft" id="scopes-hint">${words.scopesHint}</span>
  </legend>
  <div class="choices">
    ${inReadingOrder(asked).map(
      (scope) => html`
    <label class="choice">
      <input ${attributes({ type: 'checkbox', name: 'scope', value: scope.scope, checked: ticked.includes(scope.scope) })}>
      ${scopeWords(scope, context.strings)}
    </label>`,
    )}
  </div>
</fieldset>`
}

/** An admin decides about an app that somebody asked for: all of it, fewer scopes, or nothing. */
export const approval = (props: ApprovalProps): Html => {
  const { context, app, organization, reason, granted, problem } = props
  const { strings, branding } = context
  const { decide: words } = strings.approval
  const title = words.title(app.name, organization)
  return flow({
    context,
    title,
    wide: true,
    unbranded: true,
    failed: problem !== undefined,
    content: [
      html`
<div class="heading">
  ${appAndPlatform(app, branding)}
  <h1>${title}</h1>
  <div class="byline">
    <span>${strings.consent.byPublisher(html`<strong>${app.publisher.name}</strong>`)}</span>
    ${
      app.publisher.verified
        ? badge('success', strings.common.verified)
        : badge('neutral', strings.common.notVerified(branding.platformName))
    }
  </div>
  ${app.description !== undefined && html`<p class="soft small">${app.description}</p>`}
</div>`,
      problem !== undefined &&
        alert('danger', problem === 'nothingLeft' ? words.nothingLeft : words.notPossible(app.name)),
      html`
<section class="stack stack-tight">
  <p>${words.askedBy(html`<strong>${props.requestedBy}</strong>`)}</p>
  ${reason !== undefined && html`<blockquote class="panel">${reason}</blockquote>`}
  ${props.actors.map((mode) => html`<p class="soft small">${words.actors[mode](app.name)}</p>`)}
</section>`,
      form(
        props.form,
        [
          scopeChoices(props),
          granted.length > 0 &&
            html`<details class="disclosure"><summary>${words.already}</summary>${scopeList(granted, strings)}</details>`,
          textArea({ name: 'note', label: words.note, maxLength: longestReason }),
          html`
<div class="button-pair">
  ${button({ text: words.deny, kind: 'secondary', id: 'deny', name: 'decision', value: 'deny' })}
  ${button({ text: words.approve, id: 'approve', name: 'decision', value: 'approve' })}
</div>`,
        ],
        'stack stack-loose',
      ),
    ],
  })
}
