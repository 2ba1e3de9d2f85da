import { attributes, type Child, type Html, html } from '../html.ts'
import { icon } from './icon.ts'

const ICONS = { danger: icon.cross, warning: icon.warning, success: icon.check, info: icon.info }

/** A sentence that must not be missed. Errors are announced as soon as the page is there. */
export const alert = (kind: keyof typeof ICONS, content: Child): Html => {
  const role = kind === 'danger' ? 'alert' : kind === 'success' ? 'status' : undefined
  return html`<div class="alert alert-${kind}" ${attributes({ role })}>${ICONS[kind]}<div>${content}</div></div>`
}
