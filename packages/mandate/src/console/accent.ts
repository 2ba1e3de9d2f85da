/** WCAG 2.2, 1.4.3: text below 24 px needs this contrast with what lies behind it. */
const READABLE = 4.5
/** WCAG 2.2, 1.4.11: edges of controls. */
const VISIBLE = 3
const LIGHT_SURFACES = ['#ffffff', '#f6f5f2', '#f0efec'].map(parse)
const DARK_SURFACES = ['#18191c', '#0f1012', '#292b30'].map(parse)
const WHITE = parse('#ffffff')
const INK = parse('#101114')

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
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

const luminance = (colour: Rgb): number => {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: Rgb, other: Rgb): number => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const mix = (from: Rgb, to: Rgb, part: number): Rgb =>
  from.map((channel, index) => channel + ((to[index] ?? 0) - channel) * part) as unknown as Rgb

/** The colour nearest to the accent, on the way to `end`, that has the contrast with all of the surfaces. */
const legibleOn = (accent: Rgb, surfaces: readonly Rgb[], end: Rgb, needed: number): Rgb => {
  for (let part = 0; part < 1; part += 0.02) {
    const candidate = mix(accent, end, part)
    if (surfaces.every((surface) => contrast(candidate, surface) >= needed)) return candidate
  }
  return end
}

const textOn = (fill: Rgb): Rgb =>
  contrast(fill, WHITE) >= READABLE || contrast(fill, WHITE) >= contrast(fill, INK) ? WHITE : INK

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
  const fillLight = legibleOn(colour, LIGHT_SURFACES, INK, VISIBLE)
  const fillDark = legibleOn(colour, DARK_SURFACES, WHITE, VISIBLE)
  return {
    fill: { light: written(fillLight), dark: written(fillDark) },
    onFill: { light: written(textOn(fillLight)), dark: written(textOn(fillDark)) },
    ink: {
      light: written(legibleOn(colour, LIGHT_SURFACES, INK, READABLE)),
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
