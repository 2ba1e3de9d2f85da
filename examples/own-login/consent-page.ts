import { escapeHtml, htmlPage } from './html-page.ts'
import type { AskedConsent } from './mandate-consents.ts'

const modes = { self: 'as you', app: 'as itself' } as const

const scopeItem = ({ scope, text, choice }: AskedConsent['scopes'][number]): string => {
  const value = escapeHtml(scope)
  const box =
    choice === 'optional'
      ? `<input type="checkbox" name="scope" value="${value}">`
      : `<input type="hidden" name="scope" value="${value}">`
  return `<li><label>${box} ${escapeHtml(text)}</label></li>`
}

const select = (
  name: string,
  options: readonly { readonly value: string; readonly text: string }[],
): string =>
  options.length === 0
    ? ''
    : `<select name="${name}">${options
        .map(({ value, text }) => `<option value="${escapeHtml(value)}">${escapeHtml(text)}</option>`)
        .join('')}</select>`

/** The question for consent, in the platform's own words and looks. */
export const consentPage = (interaction: string, asked: AskedConsent): string => {
  const { app, scopes, organizations, personal, actorModes, destination } = asked
  const places = organizations.map(({ id, name }) => ({ value: id, text: name }))
  return htmlPage(
    `${app.name} wants access`,
    `<p>by ${escapeHtml(app.publisher)}${app.verified ? ', verified' : ''}</p>
<form method="post" action="/consent">
  <input type="hidden" name="interaction" value="${escapeHtml(interaction)}">
  <ul>${scopes.map(scopeItem).join('')}</ul>
  ${select('organization', personal ? [{ value: '', text: 'Only for yourself' }, ...places] : places)}
  ${select('actor', organizations.length > 0 ? actorModes.map((mode) => ({ value: mode, text: modes[mode] })) : [])}
  <button id="allow" name="decision" value="allow">Allow</button>
  <button id="deny" name="decision" value="deny">Deny</button>
  <p>Then you go on to ${escapeHtml(destination.name)}.</p>
</form>`,
  )
}
