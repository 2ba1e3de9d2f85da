import * as client from 'openid-client'
import type { Session } from './sessions.ts'

/** What the app was given when it was registered, and where it runs. */
export interface Registration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** The identifier of the API (RFC 8707). */
  readonly resource: string
}

type Tokens = NonNullable<Session['tokens']>

/** Everything that the app does with the authorization server. */
export interface Northwind {
  /** Where to send the browser, and what to remember until it comes back. */
  beginSignIn(): Promise<{ url: URL; pending: NonNullable<Session['pending']> }>
  finishSignIn(
    callback: URL,
    pending: NonNullable<Session['pending']>,
  ): Promise<Required<Pick<Session, 'tokens' | 'person'>>>
  refresh(refreshToken: string): Promise<Tokens>
  revoke(token: string): Promise<void>
}

const SCOPE = 'openid profile email posts:read posts:write'

const tokensOf = (
  answer: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
  before?: string,
): Tokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? before,
  scope: answer.scope ?? SCOPE,
  expiresAt: Math.floor(Date.now() / 1000) + (answer.expiresIn() ?? 0),
})

/** A client of the platform's authorization server. Its metadata is read when it is first needed. */
export const createNorthwind = (registration: Registration): Northwind => {
  const { issuer, clientId, clientSecret, redirectUri, resource } = registration
  let configuration: Promise<client.Configuration> | undefined

  const configure = (): Promise<client.Configuration> => {
    // Plain http is for the demo on this computer only.
    const execute = issuer.startsWith('http://') ? [client.allowInsecureRequests] : []
    configuration ??= client
      .discovery(new URL(issuer), clientId, undefined, client.ClientSecretBasic(clientSecret), { execute })
      .catch((error: unknown) => {
        configuration = undefined
        throw error
      })
    return configuration
  }

  return {
    beginSignIn: async () => {
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
      }
      const url = client.buildAuthorizationUrl(await configure(), {
        redirect_uri: redirectUri,
        scope: SCOPE,
        resource,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
      })
      return { url, pending }
    },

    finishSignIn: async (callback, pending) => {
      const configured = await configure()
      const checks = {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.codeVerifier,
        idTokenExpected: true,
      }
      const answer = await client.authorizationCodeGrant(configured, callback, checks, { resource })
      const claims = answer.claims()
      const subject = claims?.sub ?? ''
      const told = claims?.name
        ? claims
        : await client.fetchUserInfo(configured, answer.access_token, subject)
      const person = { subject, name: String(told.name ?? subject), email: String(told.email ?? '') }
      return { tokens: tokensOf(answer), person }
    },

    refresh: async (refreshToken) =>
      tokensOf(await client.refreshTokenGrant(await configure(), refreshToken, { resource }), refreshToken),

    revoke: async (token) => client.tokenRevocation(await configure(), token),
  }
}
