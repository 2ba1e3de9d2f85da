import { attributes, type Html, html } from '../html.ts'

export interface TextAreaProps {
  /** Also the element's id. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly value?: string | undefined
  readonly maxLength: number
}

/** A labelled field for a few sentences. May stay empty. */
export const textArea = ({ name, label, hint, value, maxLength }: TextAreaProps): Html => html`
<div class="field">
  <label for="${name}">${label}</label>
  <textarea ${attributes({
    class: 'input',
    id: name,
    name,
    rows: '3',
    maxlength: maxLength,
    'aria-describedby': hint === undefined ? undefined : `${name}-hint`,
  })}>${value ?? ''}</textarea>
  ${hint !== undefined && html`<p class="field-hint" id="${name}-hint"><span>${hint}</span></p>`}
</div>`
