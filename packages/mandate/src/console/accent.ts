/** WCAG 2.2, 1.4.3: text below 24 px needs this contrast with what lies behind it. */
const READABLE = 4.5
/** WCAG 2.2, 1.4.11: edges of controls. */
const VISIBLE = 3
const LIGHT_SURFACES = ['#ffffff', '#f6f5f2', '#f0efec'].map(parse)
const DARK_SURFACES = ['#18191c', '#0f1012', '#292b30'].map(parse)
const WHITE = parse('#ffffff')
// Not the ink of the pages, but full black: beside white it leaves no colour on which neither can be read.
const BLACK = parse('#000000')

type Rgb = readonly [number, number, number]

/** The accent of a platform that names none. */
export const DEFAULT_ACCENT = '#3451d1'

function parse(hex: string): Rgb {
  const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1]
  if (digits === undefined)
    throw new RangeError(`accent: ${JSON.stringify(hex)} is not a colour such as #3451d1`)
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16)
  return [channel(0), channel(2), channel(4)]
}

const written = (colour: Rgb): string =>
  `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`

/** WCAG 2.2, relative luminance. */
const linear = (channel: number): number => {
  const part = channel / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

const contrast = (one: Rgb, other: Rgb): number => {
  const [first, second] = [luminance(one) + 0.05, luminance(other) + 0.05]
  return Math.max(first, second) / Math.min(first, second)
}

const mix = (from: Rgb, to: Rgb, part: number): Rgb => {
  const channel = (one: number, other: number) => Math.round(one + (other - one) * part)
  return [channel(from[0], to[0]), channel(from[1], to[1]), channel(from[2], to[2])]
}

/** The colour nearest to the accent, on the way to `end`, that has the contrast with all of the surfaces. */
const legibleOn = (accent: Rgb, surfaces: readonly Rgb[], end: Rgb, needed: number): Rgb => {
  for (let part = 0; part < 1; part += 0.02) {
    const candidate = mix(accent, end, part)
    if (surfaces.every((surface) => contrast(candidate, surface) >= needed)) return candidate
  }
  return end
}

const textOn = (fill: Rgb): Rgb =>
  contrast(fill, WHITE) >= READABLE || contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK

/** A colour in the light and in the dark. */
export interface ColourPair {
  readonly light: string
  readonly dark: string
}

/** The accent's tokens, checked for contrast in light and dark. */
export interface AccentTokens {
  /** Buttons and the platform's own avatar; stands out from the surface. */
  readonly fill: ColourPair
  /** Text on the fill: white or ink, whichever can be read better. */
  readonly onFill: ColourPair
  /** Links and focus rings. */
  readonly ink: ColourPair
}

/**
 * Derives what a platform's accent colour needs to be legible wherever the pages use it, so that no choice of colour can
 * make a button or a link unreadable. Throws `RangeError` for anything but `#rrggbb`.
 */
export const accentTokens = (accent: string): AccentTokens => {
  const colour = parse(accent)
  const fillLight = legibleOn(colour, LIGHT_SURFACES, BLACK, VISIBLE)
  const fillDark = legibleOn(colour, DARK_SURFACES, WHITE, VISIBLE)
  return {
    fill: { light: written(fillLight), dark: written(fillDark) },
    onFill: { light: written(textOn(fillLight)), dark: written(textOn(fillDark)) },
    ink: {
      light: written(legibleOn(colour, LIGHT_SURFACES, BLACK, READABLE)),
      dark: written(legibleOn(colour, DARK_SURFACES, WHITE, READABLE)),
    },
  }
}

const pair = ({ light, dark }: ColourPair): string => `light-dark(${light}, ${dark})`

/** The same as a rule of the stylesheet. */
export const accentRule = (accent: string): string => {
  const { fill, onFill, ink } = accentTokens(accent)
  return `:root {
  --accent: ${pair(fill)};
  --on-accent: ${pair(onFill)};
  --accent-ink: ${pair(ink)};
}
`
}
