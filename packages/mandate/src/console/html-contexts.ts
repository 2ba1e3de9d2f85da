import { isUrlAttribute } from './html-escape.ts'

/** Where a hole of a template stands, which decides what may fill it and how it is written. */
export type HoleContext =
  | { readonly kind: 'text' }
  /** Inside `<title>` or `<textarea>`: characters, no elements. */
  | { readonly kind: 'characters' }
  /** Between the attributes of a start tag. */
  | { readonly kind: 'tag' }
  /** Inside a quoted attribute value. `url`: this hole begins an address. */
  | { readonly kind: 'attribute'; readonly name: string; readonly url: boolean }

type State =
  | 'text'
  | 'tag-open'
  | 'tag-name'
  | 'in-tag'
  | 'attribute-name'
  | 'before-value'
  | 'double'
  | 'single'
  | 'comment'

const REFUSED_ELEMENTS = new Set(['style', 'iframe', 'noscript', 'object', 'embed', 'base'])
const CHARACTERS_ONLY = new Set(['title', 'textarea'])
const ADDRESS_IS_SETTLED = /[/?#]|^(https?|mailto):/

/**
 * Walks the fixed parts of a template as the HTML tokenizer would (HTML Living Standard, 13.2.5) and says in which context
 * each hole stands. Throws where no value could be safe: a tag name, an attribute name, an unquoted value, a script,
 * a style, a comment, an event handler.
 */
export const contextsOf = (parts: readonly string[]): readonly HoleContext[] => {
  const holes: HoleContext[] = []
  let state: State = 'text'
  let tag = ''
  let attribute = ''
  let value = ''
  let characters = false

  const refuse = (why: string): never => {
    throw new Error(`html: ${why} near ${JSON.stringify(parts.join('…').slice(0, 80))}`)
  }

  const endTag = (rest: string): void => {
    if (REFUSED_ELEMENTS.has(tag)) refuse(`the element <${tag}>`)
    if (tag === 'script' && !rest.startsWith('></script>')) refuse('content in <script>')
    characters = CHARACTERS_ONLY.has(tag)
    state = 'text'
  }

  const step = (char: string, rest: string): void => {
    switch (state) {
      case 'text':
        if (rest.startsWith('<!--')) state = 'comment'
        else if (char === '<') state = 'tag-open'
        break
      case 'comment':
        if (rest.startsWith('-->')) state = 'text'
        break
      case 'tag-open':
        if (!/[a-z/!]/i.test(char)) refuse('a bare < in text')
        state = 'tag-name'
        tag = char.toLowerCase()
        break
      case 'tag-name':
        if (char === '>') endTag(rest)
        else if (/\s/.test(char)) state = 'in-tag'
        else tag += char.toLowerCase()
        break
      case 'in-tag':
        if (char === '>') endTag(rest)
        else if (!/[\s/]/.test(char)) {
          attribute = char.toLowerCase()
          state = 'attribute-name'
        }
        break
      case 'attribute-name':
        if (char === '=') {
          if (attribute.startsWith('on') || attribute === 'style') refuse(`an inline ${attribute}`)
          value = ''
          state = 'before-value'
        } else if (char === '>') endTag(rest)
        else if (/\s/.test(char)) state = 'in-tag'
        else attribute += char.toLowerCase()
        break
      case 'before-value':
        if (char === '"') state = 'double'
        else if (char === "'") state = 'single'
        else refuse(`an unquoted value of ${attribute}`)
        break
      case 'double':
      case 'single':
        if (char === (state === 'double' ? '"' : "'")) state = 'in-tag'
        else value += char
    }
  }

  const hole = (before: string | undefined): HoleContext => {
    if (state === 'text') return characters ? { kind: 'characters' } : { kind: 'text' }
    if (state === 'in-tag' && /\s$/.test(before ?? '')) return { kind: 'tag' }
    if (state === 'double' || state === 'single') {
      const url = isUrlAttribute(attribute) && !ADDRESS_IS_SETTLED.test(value)
      if (url && value !== '') refuse(`the scheme of ${attribute} is put together from parts`)
      // A second hole straight after this one would continue an address whose beginning was checked alone.
      value += '\u0000'
      return { kind: 'attribute', name: attribute, url }
    }
    return refuse(`a hole in ${state}`)
  }

  parts.forEach((part, index) => {
    for (let at = 0; at < part.length; at += 1) step(part.charAt(at), part.slice(at, at + 12))
    if (index < parts.length - 1) holes.push(hole(part))
  })
  if (state !== 'text') refuse(`a template that ends in ${state}`)
  return holes
}
