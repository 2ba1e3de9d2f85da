import { type Html, html } from '../html.ts'
import { icon } from './icon.ts'

const ICONS = { success: icon.check, warning: undefined, neutral: undefined }

/** A state in a word or two. */
export const badge = (kind: keyof typeof ICONS, text: string): Html =>
  html`<span class="badge badge-${kind}">${ICONS[kind]}${text}</span>`
