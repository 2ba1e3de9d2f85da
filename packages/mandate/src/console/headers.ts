/** What a page may do beyond showing itself. */
export interface PageHeadersOptions {
  /**
   * CSP sources that forms of the page may go to, redirects included: browsers enforce `form-action` along the redirect
   * chain after a post, so the pages of an authorization flow name where the app waits (`formActionSource`).
   */
  readonly formAction?: readonly string[]
  /** The page loads one of our scripts. Only the form_post page does. */
  readonly script?: boolean
  /**
   * The page may stand in a window that the app opened, and the app's own page is to find its opener again afterwards
   * (`signinPopup` of browser libraries). Leaves out the opener policy; framing stays forbidden.
   */
  readonly popup?: boolean
}

const SOURCE = /^[^\s;,]+$/

/** The CSP source that matches a redirect URI: its origin, or its scheme where CSP has no way to write the host. */
export const formActionSource = (redirectUri: string): string => {
  const { protocol, origin, hostname } = new URL(redirectUri)
  const hostCanBeWritten = protocol === 'https:' || (protocol === 'http:' && !hostname.startsWith('['))
  return hostCanBeWritten ? origin : protocol
}

/**
 * The header fields of every page: nothing may be loaded or run but our own stylesheet and images, nothing may frame the
 * page, nothing may store it. Throws `TypeError` for a source that would end its directive.
 */
export const pageHeaders = (options: PageHeadersOptions = {}): Readonly<Record<string, string>> => {
  const formAction = ["'self'", ...(options.formAction ?? [])]
  for (const source of formAction) {
    if (!SOURCE.test(source)) throw new TypeError(`headers: ${JSON.stringify(source)} is not a CSP source`)
  }
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' https: data:",
    ...(options.script === true ? ["script-src 'self'"] : []),
    `form-action ${[...new Set(formAction)].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(options.popup === true ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store',
  }
}
