import { linkButton } from '../../components/button.ts'
import { formatMoment } from '../../components/moment.ts'
import { type Child, type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { Strings } from '../../strings/en.ts'
import type { ViewContext } from '../../view-context.ts'

export type ErrorKind = keyof Strings['error']['kinds']

/** What the makers of the app need to find the fault. Holds nothing secret: whoever sees the page sees it. */
export interface DeveloperFacts {
  /** The registered error code: `invalid_request`. */
  readonly code: string
  readonly description: string
  readonly requestId: string
  /** Epoch seconds. */
  readonly at: number
  /** Parameters of the request that are safe to show: `client_id`, `redirect_uri`, `response_type`. */
  readonly details?: readonly { readonly name: string; readonly value: string }[] | undefined
  readonly docsUrl?: string | undefined
}

export interface ErrorProps {
  readonly context: ViewContext
  readonly kind: ErrorKind
  /** Only if the client is proven to be this app's. */
  readonly appName?: string | undefined
  readonly developers?: DeveloperFacts | undefined
  readonly homeUrl?: string | undefined
  /** Where the page that failed can be had anew. */
  readonly retryUrl?: string | undefined
}

const ICONS = {
  expired: { icon: 'clock', kind: 'warning' },
  tooManyRequests: { icon: 'clock', kind: 'warning' },
  unavailable: { icon: 'clock', kind: 'warning' },
  invalidRequest: { icon: 'warning', kind: 'danger' },
  forbidden: { icon: 'warning', kind: 'danger' },
  notFound: { icon: 'info', kind: 'warning' },
  signInRefused: { icon: 'info', kind: 'warning' },
  signInUnavailable: { icon: 'clock', kind: 'warning' },
  signInUnusable: { icon: 'warning', kind: 'danger' },
  emailTaken: { icon: 'info', kind: 'warning' },
  emailUnconfirmed: { icon: 'info', kind: 'warning' },
  accountDisabled: { icon: 'warning', kind: 'danger' },
  serverError: { icon: 'warning', kind: 'danger' },
} as const

const fact = (name: Child, value: Child): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const forDevelopers = (facts: DeveloperFacts, { context, appName }: ErrorProps): Html => {
  const words = context.strings.error
  return html`
<section class="developer stack" aria-labelledby="developers">
  <h2 id="developers">${words.developers(appName)}</h2>
  <dl class="facts">
    ${fact(words.code, html`<code>${facts.code}</code>`)}
    ${fact(words.description, facts.description)}
    ${facts.details?.map(({ name, value }) => fact(html`<code>${name}</code>`, html`<code>${value}</code>`))}
    ${fact(words.requestId, html`<code>${facts.requestId}</code>`)}
    ${fact(words.time, html`<time datetime="${new Date(facts.at * 1000).toISOString()}">${formatMoment(facts.at, context)}</time>`)}
  </dl>
  ${facts.docsUrl !== undefined && html`<p class="small"><a class="link" href="${facts.docsUrl}">${words.docs}</a></p>`}
</section>`
}

/** Something that cannot be sent back to the app, or that no app is part of. */
export const error = (props: ErrorProps): Html => {
  const { context, kind, appName, developers, homeUrl, retryUrl } = props
  const words = context.strings.error
  const { title, text } = words.kinds[kind]
  return flow({
    context,
    title,
    wide: developers !== undefined,
    content: [
      heading({ title, lead: text(appName), emblem: ICONS[kind] }),
      retryUrl !== undefined && linkButton({ text: words.retry, href: retryUrl, wide: true }),
      homeUrl !== undefined && linkButton({ text: words.back, href: homeUrl, kind: 'secondary', wide: true }),
      developers !== undefined && forDevelopers(developers, props),
    ],
  })
}
