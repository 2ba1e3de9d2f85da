import { attributes, type Child, type Html, html } from '../html.ts'
import { icon } from './icon.ts'

export interface FieldProps {
  /** Also the element's id. */
  readonly name: string
  readonly label: string
  readonly type: 'email' | 'password' | 'text'
  /** WHATWG autofill field name, which password managers and browsers rely on (WCAG 2.2, 1.3.5 and 3.3.8). */
  readonly autocomplete: 'username' | 'email' | 'name' | 'current-password' | 'new-password'
  readonly value?: string | undefined
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** Stands beside the label, comes after the input in the tab order. */
  readonly aside?: Child
  readonly readonly?: boolean
  readonly autofocus?: boolean
  readonly minLength?: number | undefined
}

/** A labelled input with its hint and its error. */
export const field = (props: FieldProps): Html => {
  const { name, error } = props
  // One thing to read at a time: the error says what the hint would.
  const hint = error === undefined ? props.hint : undefined
  const describedBy = [error !== undefined && `${name}-error`, hint !== undefined && `${name}-hint`].filter(
    Boolean,
  )
  const email = props.type === 'email'
  return html`
<div class="field">
  <label for="${name}">${props.label}</label>
  <input ${attributes({
    class: 'input',
    id: name,
    name,
    type: props.type,
    autocomplete: props.autocomplete,
    value: props.value,
    required: true,
    readonly: props.readonly,
    autofocus: props.autofocus,
    minlength: props.minLength,
    'aria-invalid': error === undefined ? undefined : 'true',
    'aria-describedby': describedBy.length === 0 ? undefined : describedBy.join(' '),
    autocapitalize: email ? 'none' : undefined,
    spellcheck: email ? 'false' : undefined,
  })}>
  ${error !== undefined && html`<p class="field-error" id="${name}-error">${icon.cross}<span>${error}</span></p>`}
  ${hint !== undefined && html`<p class="field-hint" id="${name}-hint">${hint}</p>`}
  ${isGiven(props.aside) && html`<div class="field-aside">${props.aside}</div>`}
</div>`
}

const isGiven = (child: Child): boolean => child !== undefined && child !== null && child !== false
