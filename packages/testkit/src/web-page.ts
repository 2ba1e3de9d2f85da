import { type HtmlDocument, readHtml } from './html-document.ts'
import type { Form } from './html-form.ts'
import type { HttpResponse } from './http-exchange.ts'

/** One request that the browser is about to make. */
export interface Step {
  method: 'GET' | 'POST'
  url: string
  body?: URLSearchParams
}

/** Where the browser went when it left for a foreign URL. */
export interface Departure {
  url: string
  method: 'GET' | 'POST'
  /** Of the query of a GET, or the body of a POST. A fragment stays in `url`. */
  fields: URLSearchParams
}

export interface WebPage extends HttpResponse, HtmlDocument {
  url: string
  /** Set when the browser was sent to a foreign URL; status, headers and body are those of what sent it there. */
  left: Departure | undefined
  /** The form with this id, or the only one. Throws when there is no such form. */
  form(id?: string): Form
}

export const makePage = (url: string, response: HttpResponse): WebPage => {
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true
  const document = readHtml(isHtml ? response.body : '', url)
  return {
    ...response,
    ...document,
    url,
    left: undefined,
    form: (id) => {
      const candidates = document.forms.filter((form) => id === undefined || form.id === id)
      const [form] = candidates
      if (form !== undefined && candidates.length === 1) return form
      const ids = document.forms.map((one) => one.id ?? '(without id)').join(', ')
      throw new Error(`${url} (${response.status}) has not one form ${id ?? ''} but: ${ids || 'none'}`)
    },
  }
}

/** What a browser without scripts asks for next by itself: a redirect (RFC 9110, section 15.4) or a refresh. */
export const nextStep = (step: Step, page: WebPage): Step | undefined => {
  const location = page.headers.get('location')
  if (location !== null && [301, 302, 303, 307, 308].includes(page.status)) {
    const url = new URL(location, step.url).href
    return page.status === 307 || page.status === 308 ? { ...step, url } : { method: 'GET', url }
  }
  return page.refresh === undefined ? undefined : { method: 'GET', url: page.refresh }
}

export const toDeparture = ({ method, url, body }: Step): Departure => ({
  url,
  method,
  fields: body ?? new URL(url).searchParams,
})
