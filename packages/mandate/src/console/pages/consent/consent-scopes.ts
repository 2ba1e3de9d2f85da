import { icon } from '../../components/icon.ts'
import { inReadingOrder, type ScopeText, scopeList, scopeWords } from '../../components/scope-list.ts'
import { attributes, type Html, html } from '../../html.ts'
import type { Strings } from '../../strings/en.ts'
import type { ConsentProps } from './consent-props.ts'

const optionalPart = (scopes: readonly ScopeText[], strings: Strings): Html => html`
<fieldset class="consent-section" aria-describedby="optional-hint">
  <legend class="stack stack-tight">
    <h2>${strings.consent.optional}</h2>
    <span class="small soft" id="optional-hint">${strings.consent.optionalHint}</span>
  </legend>
  <div class="choices">
    ${inReadingOrder(scopes).map(
      (scope) => html`
    <label class="choice">
      <input ${attributes({ type: 'checkbox', name: 'scope', value: scope.scope })}>
      ${scopeWords(scope, strings)}
    </label>`,
    )}
  </div>
</fieldset>`

/** What the app asks for, in words: what comes with "Allow", what may be added, what it has, what it never gets. */
export const consentScopes = ({ context, scopes }: ConsentProps): Html => {
  const { strings } = context
  const words = strings.consent
  const granted = scopes.alreadyGranted?.flatMap((group) => group.scopes) ?? []
  const required = scopes.required.flatMap((group) => group.scopes)
  const asksSomething = required.length > 0
  return html`
${required.map(({ scope }) => html`<input type="hidden" name="scope" value="${scope}">`)}
<section class="consent-section">
  <h2>${granted.length > 0 ? words.canAlsoDo : words.canDo}</h2>
  ${
    asksSomething
      ? scopeList(scopes.required, strings)
      : html`<p class="scope">${icon.eye}<span class="scope-text">${words.onlySignIn}</span></p>`
  }
  ${
    granted.length > 0 &&
    html`<details class="disclosure"><summary>${words.alreadyCan(granted.length)}</summary>${scopeList(scopes.alreadyGranted ?? [], strings)}</details>`
  }
</section>
${scopes.optional !== undefined && scopes.optional.length > 0 && optionalPart(scopes.optional, strings)}
${
  scopes.excluded !== undefined &&
  scopes.excluded.length > 0 &&
  html`
<section class="consent-section">
  <h2>${words.cannotDo}</h2>
  <ul class="scopes">${scopes.excluded.map((text) => html`<li class="scope scope-excluded">${icon.cross}<span>${text}</span></li>`)}</ul>
</section>`
}`
}
