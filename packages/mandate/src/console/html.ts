/**
 * HTML as a value. A template knows the context of each of its holes, so what stands in one is escaped for that place
 * without anybody having to think of it; markup can only come from another template or from `raw`.
 */
import { contextsOf, type HoleContext } from './html-contexts.ts'
import { escapeHtml, isUrlAttribute, safeUrl } from './html-escape.ts'

const isHtml = Symbol('Html')
const isAttributes = Symbol('Attributes')

/** A piece of finished markup. Only `html` and `raw` make one: a look-alike object from outside is refused. */
export interface Html {
  readonly [isHtml]: true
}

/** Attributes for a hole between the attributes of a start tag; only `attributes` makes them. */
export interface Attributes {
  readonly [isAttributes]: true
}

class Markup implements Html {
  readonly [isHtml] = true
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  static read(value: unknown): string | undefined {
    return typeof value === 'object' && value !== null && #text in value ? value.#text : undefined
  }
}

class AttributeList implements Attributes {
  readonly [isAttributes] = true
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  static read(value: unknown): string | undefined {
    return typeof value === 'object' && value !== null && #text in value ? value.#text : undefined
  }
}

/** What may fill a hole in text. `null`, `undefined` and `false` leave nothing. */
export type Child = string | number | Html | null | undefined | false | readonly Child[]

/** What may fill any hole; which kind is right depends on where the hole stands, and the wrong one throws. */
export type Hole = Child | Attributes

const contextCache = new WeakMap<TemplateStringsArray, readonly HoleContext[]>()

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === false

const plain = (value: Hole, where: string): string => {
  if (isNothing(value)) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new TypeError(`html: only text or a number may stand in ${where}`)
}

const inText = (value: Hole): string => {
  if (isNothing(value)) return ''
  if (Array.isArray(value)) return value.map(inText).join('')
  return Markup.read(value) ?? escapeHtml(plain(value, 'text, beside Html'))
}

const fill = (context: HoleContext, value: Hole): string => {
  switch (context.kind) {
    case 'text':
      return inText(value)
    case 'characters':
      return escapeHtml(plain(value, 'a title'))
    case 'attribute': {
      const text = plain(value, `the attribute ${context.name}`)
      return escapeHtml(context.url ? safeUrl(context.name, text) : text)
    }
    case 'tag': {
      if (isNothing(value)) return ''
      const markup = AttributeList.read(value)
      if (markup === undefined) throw new TypeError('html: only attributes(…) may stand between attributes')
      return markup
    }
  }
}

/**
 * Markup from a template. Holes may stand in text (text, numbers, Html, lists of these), in quoted attribute values (text,
 * numbers) and between attributes (`attributes(…)`). Throws when a hole stands where nothing is safe, or holds
 * what does not belong there.
 */
export const html = (parts: TemplateStringsArray, ...holes: readonly Hole[]): Html => {
  let contexts = contextCache.get(parts)
  if (contexts === undefined) {
    contexts = contextsOf(parts)
    contextCache.set(parts, contexts)
  }
  let markup = parts[0] ?? ''
  contexts.forEach((context, index) => {
    markup += fill(context, holes[index]) + (parts[index + 1] ?? '')
  })
  return new Markup(markup)
}

/**
 * Attributes from a record: `true` writes the bare name; `false`, `null` and `undefined` leave the attribute out.
 * Throws for names that are no attribute names, for event handlers and for `style`.
 */
export const attributes = (
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): Attributes => {
  const written = Object.entries(values).flatMap(([name, value]) => {
    if (!/^[a-z][a-z0-9-]*$/.test(name) || name.startsWith('on') || name === 'style')
      throw new TypeError(`html: ${JSON.stringify(name)} is not an attribute that a page may carry`)
    if (isNothing(value)) return []
    if (value === true) return [name]
    const text = String(value)
    return [`${name}="${escapeHtml(isUrlAttribute(name) ? safeUrl(name, text) : text)}"`]
  })
  return new AttributeList(written.join(' '))
}

/** Markup that is taken as it is. For constants of our own (icons, the doctype), never for anything from outside. */
export const raw = (markup: string): Html => new Markup(markup)

/** The markup as text, to be sent. */
export const render = (page: Html): string => Markup.read(page) ?? ''
