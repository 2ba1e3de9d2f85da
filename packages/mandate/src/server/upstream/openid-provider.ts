/** Upstream OpenID providers, by openid-client, which is loaded at the first sign-in there. */
import type { Configuration } from 'openid-client'
import {
  UpstreamError,
  type UpstreamFailure,
  type UpstreamProvider,
} from '../../platform/upstream/upstream-provider.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { UpstreamConfig } from '../config/login-config.ts'
import type { Log } from '../log.ts'

export interface OpenidProviderOptions extends UpstreamConfig {
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string
  readonly clock: Clock
  readonly log: Log
}

/** Seconds. */
const patience = 10
const clockTolerance = 30
/** How long what a provider publishes about itself is believed, in seconds. */
const rememberFor = 3600

type Library = typeof import('openid-client')

/** Network failures and timeouts come as TypeError of `fetch` or with these codes; wrong statuses tell of a failing server. */
const isUnavailable = (error: Error & { readonly code?: unknown }): boolean =>
  (error instanceof TypeError && error.message === 'fetch failed') ||
  ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'].includes(
    String(error.code),
  )

export const createOpenidProvider = (options: OpenidProviderOptions): UpstreamProvider => {
  const { name, issuer, clientId, clientSecret, redirectUri, clock, log } = options
  let known: { readonly configured: Promise<Configuration>; readonly until: number } | undefined

  const discover = async (library: Library): Promise<Configuration> => {
    const isPlainHttp = new URL(issuer).protocol === 'http:'
    const authentication =
      options.tokenEndpointAuthMethod === 'client_secret_post'
        ? library.ClientSecretPost(clientSecret)
        : library.ClientSecretBasic(clientSecret)
    return library.discovery(
      new URL(issuer),
      clientId,
      { [library.clockTolerance]: clockTolerance },
      authentication,
      {
        timeout: patience,
        execute: [
          library.enableNonRepudiationChecks,
          // The configuration admits http for loopback hosts only.
          ...(isPlainHttp ? [library.allowInsecureRequests] : []),
        ],
      },
    )
  }

  const configuration = (library: Library): Promise<Configuration> => {
    const now = clock.now()
    if (!known || known.until <= now) {
      const configured = discover(library)
      known = { configured, until: now + rememberFor }
      configured.catch(() => {
        known = undefined
      })
    }
    return known.configured
  }

  const failureOf = (library: Library, error: Error): UpstreamFailure => {
    if (error instanceof library.AuthorizationResponseError) return 'refused'
    return isUnavailable(error) ? 'unavailable' : 'unusable'
  }

  /** Messages of the library name no secrets; what the provider answered stays out of the log. */
  const asking = async <T>(ask: (library: Library, configured: Configuration) => Promise<T>): Promise<T> => {
    const library = await import('openid-client')
    try {
      return await ask(library, await configuration(library))
    } catch (error) {
      if (!(error instanceof Error)) throw error
      const failure = failureOf(library, error)
      const { code, error: answered } = error as Error & { code?: unknown; error?: unknown }
      log.warn({ provider: name, failure, reason: error.message, code, answered }, 'upstream sign-in failed')
      throw new UpstreamError(failure)
    }
  }

  const needed = ['email', ...(options.organizationsClaim === undefined ? [] : [options.organizationsClaim])]

  return {
    authorizationUrl: ({ state, nonce, codeVerifier, prompt, maxAge, loginHint, uiLocales }) =>
      asking(async (library, configured) => {
        const parameters = {
          redirect_uri: redirectUri,
          scope: options.scopes.join(' '),
          state,
          nonce,
          code_challenge: await library.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
          ...(prompt.length === 0 ? {} : { prompt: prompt.join(' ') }),
          ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
          ...(loginHint === undefined ? {} : { login_hint: loginHint }),
          ...(uiLocales === undefined ? {} : { ui_locales: uiLocales }),
        }
        return library.buildAuthorizationUrl(configured, parameters).href
      }),
    redeem: (query, { state, nonce, codeVerifier }) =>
      asking(async (library, configured) => {
        const tokens = await library.authorizationCodeGrant(configured, new URL(`${redirectUri}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new Error('the answer has no ID token')
        const isComplete = needed.every((claim) => claims[claim] !== undefined)
        if (isComplete || configured.serverMetadata().userinfo_endpoint === undefined) return claims
        const more = await library.fetchUserInfo(configured, tokens.access_token, claims.sub)
        return { ...more, ...claims }
      }),
  }
}
