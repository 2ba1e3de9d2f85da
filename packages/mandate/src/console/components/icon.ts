import { type Html, raw } from '../html.ts'

const draw = (paths: string): Html =>
  raw(
    `<svg class="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`,
  )

/** Drawn for this product, 20 by 20, in the colour of the text. Decorative: the text beside each says the same. */
export const icon = {
  arrow: draw('<path d="M4 10h12M11.5 5.5 16 10l-4.5 4.5"/>'),
  check: draw('<path d="m4.5 10.5 3.5 3.5 7.5-8"/>'),
  chevron: draw('<path d="m8 5 5 5-5 5"/>'),
  clock: draw('<circle cx="10" cy="10" r="7.2"/><path d="M10 6v4.2l2.8 1.6"/>'),
  cross: draw('<circle cx="10" cy="10" r="7.2"/><path d="m7.6 7.6 4.8 4.8m0-4.8-4.8 4.8"/>'),
  desktop: draw(
    '<rect x="2.8" y="3.8" width="14.4" height="9.4" rx="1.6"/><path d="M7 16.6h6M10 13.2v3.4"/>',
  ),
  exchange: draw('<path d="M4 7.5h11M12 4.5l3 3-3 3M16 12.8H5M8 9.8l-3 3 3 3"/>'),
  eye: draw(
    '<path d="M2 10c1.8-3.4 4.5-5 8-5s6.2 1.6 8 5c-1.8 3.4-4.5 5-8 5s-6.2-1.6-8-5Z"/><circle cx="10" cy="10" r="2.4"/>',
  ),
  info: draw('<circle cx="10" cy="10" r="7.2"/><path d="M10 9.4v4M10 6.6v.1"/>'),
  mail: draw('<rect x="2.6" y="4.4" width="14.8" height="11.2" rx="1.8"/><path d="m3 6 7 5.2L17 6"/>'),
  pencil: draw('<path d="m12.6 4.4 3 3L7 16l-3.6.6L4 13Z"/><path d="m10.8 6.2 3 3"/>'),
  phone: draw('<rect x="5.6" y="2.4" width="8.8" height="15.2" rx="2"/><path d="M9 14.8h2"/>'),
  shield: draw(
    '<path d="M10 2.4 4 4.6v4.8c0 3.9 2.4 6.6 6 8.2 3.6-1.6 6-4.3 6-8.2V4.6Z"/><path d="m7.4 9.9 1.9 1.9 3.4-3.8"/>',
  ),
  warning: draw('<path d="M10 3.2 2.4 16.4h15.2Z"/><path d="M10 8.2v3.6M10 14v.1"/>'),
} satisfies Readonly<Record<string, Html>>
