import { attributes, type Html, html } from '../html.ts'

type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet'

export interface ButtonProps {
  readonly text: string
  readonly kind?: ButtonKind
  readonly id?: string
  readonly name?: string
  readonly value?: string
  /** As wide as what it stands in. */
  readonly wide?: boolean
  /** Says more than the text to those who cannot see what it stands beside; begins with the text. */
  readonly label?: string
}

const classOf = (kind: ButtonKind, wide: boolean): string =>
  `button button-${kind}${wide ? ' button-wide' : ''}`

/** A button that submits the form it stands in. */
export const button = ({ text, kind = 'primary', wide = false, id, name, value, label }: ButtonProps): Html =>
  html`<button ${attributes({ class: classOf(kind, wide), type: 'submit', id, name, value, 'aria-label': label })}>${text}</button>`

/** A link that looks like a button, for going somewhere. */
export const linkButton = (props: {
  readonly text: string
  readonly href: string
  readonly kind?: ButtonKind
  readonly wide?: boolean
}): Html =>
  html`<a class="${classOf(props.kind ?? 'primary', props.wide ?? false)}" href="${props.href}">${props.text}</a>`
