import type { GuardOptions, IssuerOptions } from './options.ts'

/** One issuer, checked. */
export interface IssuerSettings {
  readonly issuer: string
  /** Undefined: it cannot be asked about tokens. */
  readonly client: { readonly id: string; readonly secret: string } | undefined
  /** Undefined: any opaque token may be its own. */
  readonly tokenPrefixes: readonly string[] | undefined
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/** Whether a token or a secret may be sent to this URL: `https`, or `http` where that is safe or allowed. */
export const isTrustworthyUrl = (value: string, allowHttp: boolean): boolean => {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return url.protocol === 'https:' || (url.protocol === 'http:' && (allowHttp || isLoopback(url.hostname)))
}

const issuerOf = (issuer: unknown, allowHttp: boolean): string => {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) throw new TypeError('issuer must be a URL')
  if (/[?#]/.test(issuer)) throw new TypeError('issuer must have no query and no fragment')
  if (!isTrustworthyUrl(issuer, allowHttp)) {
    throw new TypeError('issuer must be an https URL (http is accepted on loopback, or with allowHttp)')
  }
  return issuer
}

type ClientOptions = Pick<IssuerOptions, 'clientId' | 'clientSecret'>

const clientOf = ({ clientId, clientSecret }: ClientOptions): IssuerSettings['client'] => {
  if (clientId && clientSecret) return { id: clientId, secret: clientSecret }
  if (clientId || clientSecret) throw new TypeError('clientId and clientSecret go together')
  return undefined
}

const prefixesOf = (prefixes: unknown): IssuerSettings['tokenPrefixes'] => {
  if (prefixes === undefined) return undefined
  if (
    Array.isArray(prefixes) &&
    prefixes.length > 0 &&
    prefixes.every((one) => typeof one === 'string' && one)
  ) {
    return prefixes
  }
  throw new TypeError('tokenPrefixes must be a list of texts')
}

/** Reads `issuer` in all its forms. Throws a TypeError that names the option that is wrong. */
export const readIssuers = (options: GuardOptions, allowHttp: boolean): readonly IssuerSettings[] => {
  const shared = clientOf(options)
  const given: readonly unknown[] = Array.isArray(options.issuer) ? options.issuer : [options.issuer]
  const issuers = given.map((one): IssuerSettings => {
    if (typeof one !== 'object' || one === null) {
      return { issuer: issuerOf(one, allowHttp), client: shared, tokenPrefixes: undefined }
    }
    const { issuer, tokenPrefixes, ...client } = one as IssuerOptions
    return {
      issuer: issuerOf(issuer, allowHttp),
      client: clientOf(client) ?? shared,
      tokenPrefixes: prefixesOf(tokenPrefixes),
    }
  })
  if (issuers.length === 0) throw new TypeError('issuer must name at least one issuer')
  if (new Set(issuers.map(({ issuer }) => issuer)).size < issuers.length) {
    throw new TypeError('issuer must name each issuer once')
  }
  return issuers
}
