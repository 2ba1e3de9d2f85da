import { type Answer, exchange } from './exchange.ts'
import { type HtmlForm, readForms } from './html-forms.ts'

/** Who signs in. The login page's field is `email` at Mandate, `login` at oidc-provider. */
export type Person = { email: string; password: string }

/**
 * A browser without JavaScript for one origin: keeps cookies, submits forms, follows redirects
 * until it would leave for `redirectUri`.
 */
export class Browser {
  readonly #origin: string
  readonly #person: Person
  readonly #cookies = new Map<string, string>()

  constructor(origin: string, person: Person) {
    this.#origin = origin
    this.#person = person
  }

  /** The cookies collected so far, as a `Cookie` header's value. */
  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /**
   * Opens an authorization request and does what the pages ask (sign in, allow) until it is sent to
   * `redirectUri`. Answers that address. Throws with the page's status and path when it gets stuck.
   */
  async authorize(url: string, redirectUri: string): Promise<URL> {
    let here = new URL(url, this.#origin)
    let answer = await this.#send(here)
    for (let step = 0; step < 20; step++) {
      const next = nextAddress(answer, here)
      if (next?.href.startsWith(redirectUri)) return next
      if (next) {
        here = next
        answer = await this.#send(here)
        continue
      }
      const form = answer.status === 200 ? chooseForm(readForms(answer.body)) : undefined
      if (!form) break
      here = new URL(form.action, here)
      answer = await this.#send(here, this.#fill(form))
    }
    throw new Error(`stuck at ${here.pathname} with ${answer.status}: ${textOf(answer.body).slice(0, 400)}`)
  }

  async #send(url: URL, form?: URLSearchParams): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'text/html' }
    if (this.#cookies.size > 0) headers.cookie = this.cookieHeader
    if (form) {
      headers.origin = this.#origin
      headers['sec-fetch-site'] = 'same-origin'
    }
    const answer = await exchange(url, { headers, ...(form && { form }) })
    for (const line of answer.headers['set-cookie'] ?? []) this.#keepCookie(line)
    return answer
  }

  #keepCookie(line: string): void {
    const [pair = ''] = line.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    const value = pair.slice(pair.indexOf('=') + 1)
    const expired = /;\s*max-age=0\b/i.test(line) || /;\s*expires=Thu, 01 Jan 1970/i.test(line)
    if (expired) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }

  #fill(form: HtmlForm): URLSearchParams {
    const fields = new URLSearchParams()
    for (const { name, value, type, checked } of form.controls) {
      if (name === 'email' || name === 'login') fields.append(name, this.#person.email)
      else if (name === 'password') fields.append(name, this.#person.password)
      else if (name === 'decision') {
        if (value === 'allow') fields.append(name, value)
      } else if (type === 'hidden' || checked || (name === 'scope' && type === 'checkbox')) {
        fields.append(name, value)
      }
    }
    return fields
  }
}

function nextAddress(answer: Answer, here: URL): URL | undefined {
  const { location } = answer.headers
  if (answer.status >= 300 && answer.status < 400 && location) return new URL(location, here)
  // The page that leaves after a decision: `form-action` is enforced along redirects.
  const refresh = /<meta\s[^>]*http-equiv="?refresh"?[^>]*content="\d+;\s*url=([^"]+)"/i.exec(answer.body)
  return refresh?.[1] ? new URL(refresh[1].replaceAll('&amp;', '&'), here) : undefined
}

function chooseForm(forms: HtmlForm[]): HtmlForm | undefined {
  const has = (form: HtmlForm, name: string) => form.controls.some((control) => control.name === name)
  return (
    forms.find((form) => has(form, 'password')) ??
    forms.find((form) => has(form, 'decision')) ??
    forms.find((form) => has(form, 'prompt'))
  )
}

function textOf(html: string): string {
  return html
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
