import { attributes, type Html, html } from '../../html.ts'
import type { Strings } from '../../strings/en.ts'
import type { ActorMode, Choice, ConsentProps } from './consent-props.ts'

/** Where there is nothing to choose, what is shown is sent nevertheless: the decision is about that and nothing else. */
const given = (name: string, value: string, label: string, text: string): Html => html`
<div class="stack stack-tight"><p class="label">${label}</p><p>${text}</p></div>
<input type="hidden" name="${name}" value="${value}">`

const organizationPart = (
  choice: NonNullable<ConsentProps['organization']>,
  words: Strings['consent'],
): Html => {
  const [only, ...more] = choice.options
  if (only !== undefined && more.length === 0)
    return given('organization', only.value, words.organization, only.name)
  return html`
<div class="field">
  <label for="organization">${words.organization}</label>
  <select class="input" id="organization" name="organization" required>
    ${choice.options.map(
      ({ value, name }) =>
        html`<option ${attributes({ value, selected: value === choice.selected })}>${name}</option>`,
    )}
  </select>
</div>`
}

const actorPart = (choice: Choice<ActorMode>, appName: string, words: Strings['consent']): Html => {
  const [only, ...more] = choice.options
  if (only !== undefined && more.length === 0)
    return given('actor', only, words.actor, words.actors[only].text(appName))
  return html`
<fieldset class="stack stack-tight">
  <legend class="label">${words.actor}</legend>
  <div class="choices">
    ${choice.options.map(
      (mode, index) => html`
    <label class="choice">
      <input ${attributes({
        type: 'radio',
        name: 'actor',
        value: mode,
        required: true,
        checked: choice.selected === undefined ? index === 0 : mode === choice.selected,
      })}>
      <span class="person-text"><span class="person-name">${words.actors[mode].name(appName)}</span><span class="soft small">${words.actors[mode].detail}</span></span>
    </label>`,
    )}
  </div>
</fieldset>`
}

/** For which organization, and as whom: a choice where there is one, else said in words. */
export const consentChoices = ({ context, app, organization, actor }: ConsentProps): Html | undefined => {
  const words = context.strings.consent
  if (organization === undefined && actor === undefined) return undefined
  return html`
<div class="consent-section">
  ${organization && organizationPart(organization, words)}
  ${actor && actorPart(actor, app.name, words)}
</div>`
}
