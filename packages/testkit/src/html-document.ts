import { type Form, isControl, readControl, readForm } from './html-form.ts'
import { attributesOf, closest, type HtmlElement, parseElements, textOf } from './html-tree.ts'

export interface HtmlLink {
  text: string
  /** Absolute. */
  href: string
}

/** What a browser without scripts sees of a page. */
export interface HtmlDocument {
  title: string
  /** The visible words, with runs of white space made one space. */
  text: string
  forms: readonly Form[]
  links: readonly HtmlLink[]
  /** Where `<meta http-equiv="refresh">` leads, absolute. */
  refresh: string | undefined
}

/** Reads HTML as a browser does (parse5), relative URLs against `url`. */
export const readHtml = (html: string, url: string): HtmlDocument => {
  const elements = parseElements(html)
  const tagged = (name: string) => elements.filter(({ tagName }) => tagName === name)
  return {
    title: tagged('title').map(textOf).join(''),
    text: tagged('body').map(textOf).join(''),
    forms: readForms(elements, url),
    links: tagged('a').flatMap((element) => {
      const { href } = attributesOf(element)
      return href === undefined ? [] : [{ text: textOf(element), href: new URL(href, url).href }]
    }),
    refresh: tagged('meta')
      .map((element) => refreshTarget(element, url))
      .find((target) => target !== undefined),
  }
}

const readForms = (elements: readonly HtmlElement[], url: string): Form[] => {
  const forms = new Map<HtmlElement, Form>()
  for (const element of elements) {
    if (element.tagName === 'form') forms.set(element, readForm(element, url))
  }
  for (const element of elements.filter(isControl)) {
    const named = attributesOf(element).form
    const form =
      named === undefined
        ? closest(element, (candidate) => forms.get(candidate))
        : [...forms.values()].find(({ id }) => id === named)
    form?.controls.push(readControl(element, url))
  }
  return [...forms.values()]
}

const refreshTarget = (element: HtmlElement, url: string): string | undefined => {
  const { 'http-equiv': kind, content = '' } = attributesOf(element)
  if (kind?.toLowerCase() !== 'refresh') return undefined
  const target = /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content)?.[1]
  return target === undefined ? undefined : new URL(target.trim(), url).href
}
