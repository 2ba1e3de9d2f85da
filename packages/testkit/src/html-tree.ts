import { type DefaultTreeAdapterTypes, parse } from 'parse5'

export type HtmlElement = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.ChildNode

/** All elements of a document, in their order, read as a browser reads it. */
export const parseElements = (html: string): HtmlElement[] => parse(html).childNodes.flatMap(elementsOf)

/** The element itself and those inside it. */
export const elementsOf = (node: Node): HtmlElement[] =>
  isElement(node) ? [node, ...node.childNodes.flatMap(elementsOf)] : []

export const attributesOf = (element: HtmlElement): Partial<Record<string, string>> =>
  Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]))

/** The nearest element around this one that `matches`. */
export const closest = <Found>(
  element: HtmlElement,
  matches: (candidate: HtmlElement) => Found | undefined,
): Found | undefined => {
  for (let node = element.parentNode; node !== null; node = 'parentNode' in node ? node.parentNode : null) {
    const found = 'tagName' in node ? matches(node) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The words that a reader sees, with runs of white space made one space. */
export const textOf = (element: HtmlElement): string => words(element).replace(/\s+/g, ' ').trim()

/** The text as it is written in the source, line breaks included. */
export const rawTextOf = (element: HtmlElement): string =>
  element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')

const unseen = new Set(['script', 'style', 'template'])
const inline = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'cite',
  'code',
  'em',
  'i',
  'kbd',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
  'wbr',
])

const words = (node: Node): string => {
  if (node.nodeName === '#text' && 'value' in node) return node.value
  if (!isElement(node) || unseen.has(node.tagName)) return ''
  const inside = node.childNodes.map(words).join('')
  return inline.has(node.tagName) ? inside : ` ${inside} `
}

const isElement = (node: Node): node is HtmlElement => 'tagName' in node
