/** How the guard makes its requests to the issuer: the global `fetch`, or anything that behaves like it. */
export type GuardFetch = (url: string, init: RequestInit) => Promise<Response>

/** What `createGuard` needs to know. */
export interface GuardOptions {
  /**
   * The issuer identifier, byte for byte as the authorization server names itself (RFC 8414 section 2). Everything
   * else about it is read from its metadata.
   */
  readonly issuer: string
  /**
   * The identifier of this API, or several: a token is accepted only if its `aud` holds one of them. There is no
   * default, since an API without an audience accepts what was meant for somebody else.
   */
  readonly audience: string | readonly string[]
  /** The API's own client at the issuer, used for introspection. Without it only JWTs are accepted. */
  readonly clientId?: string | undefined
  /** The secret of that client. */
  readonly clientSecret?: string | undefined
  /**
   * `local` (default) checks JWT access tokens with the issuer's published keys, without asking it; a revoked one
   * is accepted until it expires. `introspect` asks the issuer about JWTs too.
   */
  readonly jwt?: 'local' | 'introspect' | undefined
  /** How long, in seconds from 0 to 5, the answer about an active token may be reused. 0 (default) always asks. */
  readonly cacheSeconds?: number | undefined
  /** How far, in seconds from 0 to 60, the issuer's clock may differ from ours. Default 0. */
  readonly clockToleranceSeconds?: number | undefined
  /** How long, in seconds, to wait for the issuer. Default 5. */
  readonly timeoutSeconds?: number | undefined
  /** Names the protected area in challenges (RFC 7235 section 2.2). Default `api`. */
  readonly realm?: string | undefined
  /** Allows a plain `http:` issuer that is not on loopback, in a network that encrypts otherwise. Default false. */
  readonly allowHttp?: boolean | undefined
  /** Makes the requests to the issuer. Default: the global `fetch`. */
  readonly fetch?: GuardFetch | undefined
  /** The present time in epoch seconds. Default: the system's. */
  readonly clock?: (() => number) | undefined
  /**
   * Told why a request was answered 503: the issuer could not be reached, or refused this API's own client. The
   * error holds no token and no secret.
   */
  readonly onError?: ((error: Error) => void) | undefined
}

/** The options after their check, with the defaults filled in. */
export interface GuardSettings {
  readonly issuer: string
  readonly audiences: readonly string[]
  readonly client: { readonly id: string; readonly secret: string } | undefined
  readonly jwt: 'local' | 'introspect'
  readonly cacheSeconds: number
  readonly clockToleranceSeconds: number
  readonly timeoutSeconds: number
  readonly realm: string
  readonly allowHttp: boolean
  readonly fetch: GuardFetch
  readonly clock: () => number
  readonly onError: (error: Error) => void
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/** Whether a token or a secret may be sent to this URL: `https`, or `http` where that is safe or allowed. */
export const isTrustworthyUrl = (value: string, allowHttp: boolean): boolean => {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return url.protocol === 'https:' || (url.protocol === 'http:' && (allowHttp || isLoopback(url.hostname)))
}

const seconds = (name: string, value: number | undefined, fallback: number, most: number): number => {
  if (value === undefined) return fallback
  if (!(value >= 0 && value <= most)) throw new TypeError(`${name} must be a number from 0 to ${most}`)
  return value
}

const audiencesOf = (audience: unknown): readonly string[] => {
  const audiences: unknown[] = Array.isArray(audience) ? audience : [audience]
  const named = audiences.filter((value): value is string => typeof value === 'string' && value !== '')
  if (named.length === 0 || named.length !== audiences.length) {
    throw new TypeError(
      'audience must name this API: without it, tokens meant for other APIs would be accepted',
    )
  }
  return named
}

const issuerOf = (issuer: unknown, allowHttp: boolean): string => {
  if (typeof issuer !== 'string' || !URL.canParse(issuer)) throw new TypeError('issuer must be a URL')
  if (/[?#]/.test(issuer)) throw new TypeError('issuer must have no query and no fragment')
  if (!isTrustworthyUrl(issuer, allowHttp)) {
    throw new TypeError('issuer must be an https URL (http is accepted on loopback, or with allowHttp)')
  }
  return issuer
}

const clientOf = ({ clientId, clientSecret, jwt }: GuardOptions): GuardSettings['client'] => {
  if (clientId && clientSecret) return { id: clientId, secret: clientSecret }
  if (clientId || clientSecret) throw new TypeError('clientId and clientSecret go together')
  if (jwt === 'introspect') throw new TypeError("jwt: 'introspect' needs clientId and clientSecret")
  return undefined
}

/** Checks the options. Throws a TypeError that names the one that is wrong. */
export const readOptions = (options: GuardOptions): GuardSettings => {
  const { jwt = 'local', realm = 'api', allowHttp = false } = options
  const audiences = audiencesOf(options.audience)
  if (jwt !== 'local' && jwt !== 'introspect') throw new TypeError("jwt must be 'local' or 'introspect'")
  if (!/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(realm)) {
    throw new TypeError('realm must be printable ASCII without quotes and backslashes')
  }
  return {
    issuer: issuerOf(options.issuer, allowHttp),
    audiences,
    client: clientOf(options),
    jwt,
    cacheSeconds: seconds('cacheSeconds', options.cacheSeconds, 0, 5),
    clockToleranceSeconds: seconds('clockToleranceSeconds', options.clockToleranceSeconds, 0, 60),
    timeoutSeconds: seconds('timeoutSeconds', options.timeoutSeconds, 5, 60),
    realm,
    allowHttp,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    clock: options.clock ?? (() => Date.now() / 1000),
    onError: options.onError ?? (() => {}),
  }
}
