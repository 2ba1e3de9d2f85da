/** The one place that says what leads to the person's own computer (RFC 8252 7.3, 8.3). */

/** As a URL writes them: no other name and no other address of 127.0.0.0/8 counts, so that nobody has to guess. */
const hosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a host is loopback, as `URL.hostname` gives it, or an IPv6 address without its brackets. */
export const isLoopbackHost = (host: string): boolean =>
  hosts.has(host.includes('::') ? `[${host.replace(/^\[|\]$/g, '')}]` : host)

/** Whether an absolute URL, whatever its scheme, names a loopback host. */
export const isLoopbackUrl = (url: string): boolean => isLoopbackHost(new URL(url).hostname)

const loopbackUri = /^(http:\/\/)([a-z0-9.]+|\[::1\])(?::(\d{1,5}))?((?:[/?].*)?)$/

/**
 * `http://127.0.0.1:PORT/path`, split around the port that a native app may choose; undefined for whatever does not
 * lead to loopback, or is written otherwise than plainly: redirect URIs are compared as they are written.
 */
export const splitLoopbackUri = (
  uri: string,
): { readonly origin: string; readonly port: string | undefined; readonly rest: string } | undefined => {
  const [, scheme, host, port, rest = ''] = loopbackUri.exec(uri) ?? []
  return host !== undefined && isLoopbackHost(host) ? { origin: `${scheme}${host}`, port, rest } : undefined
}
