import { isTrustworthyUrl } from './issuer-settings.ts'
import type { GuardSettings } from './settings.ts'

/** The issuer could not be asked, or answered in a way that says nothing about the token. */
export class IssuerUnavailableError extends Error {
  override name = 'IssuerUnavailableError'
}

/** The endpoints that the guard uses (RFC 8414 section 2). */
export interface IssuerMetadata {
  readonly jwksUri: string | undefined
  readonly introspectionEndpoint: string | undefined
}

const FRESH_SECONDS = 600

/** One request to the issuer. Redirects are not followed: they could carry a token or a secret elsewhere. */
export const askIssuer = async (
  settings: GuardSettings,
  url: string,
  init: RequestInit = {},
): Promise<Response> => {
  try {
    return await settings.fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.timeoutSeconds * 1000),
    })
  } catch (cause) {
    throw new IssuerUnavailableError(`${url} cannot be reached`, { cause })
  }
}

/** Reads a JSON object of the issuer. */
export const readJson = async (url: string, response: Response): Promise<Record<string, unknown>> => {
  try {
    const value: unknown = await response.json()
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch (cause) {
    throw new IssuerUnavailableError(`${url} did not answer in JSON`, { cause })
  }
  throw new IssuerUnavailableError(`${url} did not answer with a JSON object`)
}

/** Where the metadata may be: RFC 8414 section 3.1, then OpenID Connect Discovery 1.0 section 4. */
const metadataUrls = (issuer: string): string[] => {
  const url = new URL(issuer)
  const path = url.pathname.replace(/\/$/, '')
  return [
    `${url.origin}/.well-known/oauth-authorization-server${path}`,
    `${url.origin}${path}/.well-known/openid-configuration`,
  ]
}

const endpoint = (value: unknown, settings: GuardSettings): string | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'string' && isTrustworthyUrl(value, settings.allowHttp)) return value
  throw new IssuerUnavailableError('The metadata of the issuer names an endpoint that is not https')
}

const load = async (settings: GuardSettings, issuer: string): Promise<IssuerMetadata> => {
  for (const url of metadataUrls(issuer)) {
    const response = await askIssuer(settings, url, { headers: { accept: 'application/json' } })
    if (response.status === 404) {
      await response.body?.cancel()
      continue
    }
    if (response.status !== 200) throw new IssuerUnavailableError(`${url} answered ${response.status}`)
    const metadata = await readJson(url, response)
    // RFC 8414 section 3.3: otherwise one server could speak for another.
    if (metadata.issuer !== issuer) {
      throw new IssuerUnavailableError(`${url} describes another issuer than ${issuer}`)
    }
    return {
      jwksUri: endpoint(metadata.jwks_uri, settings),
      introspectionEndpoint: endpoint(metadata.introspection_endpoint, settings),
    }
  }
  throw new IssuerUnavailableError(`${issuer} publishes no metadata`)
}

/**
 * Reads the issuer's metadata when it is first needed and again every ten minutes; if that fails, what was read
 * before still holds. Requests that arrive together share one look.
 */
export const createMetadata = (settings: GuardSettings, issuer: string): (() => Promise<IssuerMetadata>) => {
  let known: { readonly value: IssuerMetadata; readonly readAt: number } | undefined
  let pending: Promise<IssuerMetadata> | undefined

  const refresh = async (): Promise<IssuerMetadata> => {
    try {
      const value = await load(settings, issuer)
      known = { value, readAt: settings.clock() }
      return value
    } catch (error) {
      if (!known) throw error
      known = { value: known.value, readAt: settings.clock() }
      return known.value
    } finally {
      pending = undefined
    }
  }

  return async () => {
    if (known && settings.clock() < known.readAt + FRESH_SECONDS) return known.value
    pending ??= refresh()
    return pending
  }
}
