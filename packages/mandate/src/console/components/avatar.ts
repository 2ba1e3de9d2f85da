import { type Html, html } from '../html.ts'

export interface AvatarProps {
  readonly name: string
  readonly logoUrl?: string | undefined
  readonly kind?: 'app' | 'person' | 'platform'
  readonly size?: 'tiny' | 'small' | 'medium' | 'large'
}

const TONES = 8

/** Two letters at most, by grapheme, so that no script and no emoji is cut in half. */
const initials = (name: string): string => {
  const words = name.split(/[\s\-_.@]+/u).filter((word) => word !== '')
  const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const first = (word: string | undefined) =>
    [...letters.segment(word ?? '')][0]?.segment.toLocaleUpperCase() ?? ''
  return first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '')
}

const toneOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * 37 + (letter.codePointAt(0) ?? 0)) % 9973, 5) % TONES

/** The logo, or the initials on a colour that the name always gets. Decorative: the name stands beside it. */
export const avatar = ({ name, logoUrl, kind = 'app', size = 'small' }: AvatarProps): Html => {
  const tone = kind === 'platform' ? 'avatar-platform' : `tone-${toneOf(name)}`
  return html`<span class="avatar avatar-${kind} avatar-${size} ${logoUrl === undefined && tone}" aria-hidden="true">${
    logoUrl === undefined ? initials(name) : html`<img src="${logoUrl}" alt="" referrerpolicy="no-referrer">`
  }</span>`
}
