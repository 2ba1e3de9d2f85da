import type { Html } from './html.ts'
import type { ErrorKind } from './pages/error/error.ts'

interface AnswerOptions {
  /** `set-cookie` lines. */
  readonly cookies?: readonly string[]
}

export interface ShowOptions extends AnswerOptions {
  /** 200, unless something is wrong with what was sent. */
  readonly status?: number
  /** Where forms of the page may lead beyond ourselves: see `pageHeaders`. */
  readonly formAction?: readonly string[]
  /** The page may stand in a window that an app opened. */
  readonly popup?: boolean
  /** Seconds. */
  readonly retryAfter?: number | undefined
}

export interface FailOptions extends AnswerOptions {
  /** Only if the client is proven to be this app's. */
  readonly appName?: string | undefined
  /** Where the same page can be had anew. */
  readonly retryUrl?: string | undefined
  readonly retryAfter?: number | undefined
}

/** What a page answers: itself, another page to go to, or why there is none. */
export type Answer =
  | { readonly kind: 'show'; readonly html: Html; readonly options: ShowOptions }
  | { readonly kind: 'go'; readonly url: string; readonly options: AnswerOptions }
  | { readonly kind: 'fail'; readonly error: ErrorKind; readonly options: FailOptions }

export const show = (html: Html, options: ShowOptions = {}): Answer => ({ kind: 'show', html, options })

/** Sends the browser on with a GET. `url` comes from `visit.url` or the configuration, never from outside. */
export const go = (url: string, options: AnswerOptions = {}): Answer => ({ kind: 'go', url, options })

export const fail = (error: ErrorKind, options: FailOptions = {}): Answer => ({
  kind: 'fail',
  error,
  options,
})

/** The same answer with more `set-cookie` lines. */
export const withCookies = (answer: Answer, more: readonly string[]): Answer => {
  const cookies = [...(answer.options.cookies ?? []), ...more]
  switch (answer.kind) {
    case 'show':
      return { ...answer, options: { ...answer.options, cookies } }
    case 'go':
      return { ...answer, options: { ...answer.options, cookies } }
    case 'fail':
      return { ...answer, options: { ...answer.options, cookies } }
  }
}
