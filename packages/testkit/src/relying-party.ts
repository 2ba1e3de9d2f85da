import { createHash, randomBytes } from 'node:crypto'
import {
  asJson,
  basicAuthorization,
  encodeParameters,
  type JsonResponse,
  type Parameters,
  postForm,
} from './form-request.ts'
import { exchange } from './http-exchange.ts'
import type { WebPage } from './web-page.ts'
import { callback, clientSecret } from './world.ts'

export interface RelyingPartyOptions {
  readonly issuer: string
  readonly clientId: string
  /** Default: the secret of the fixture world. */
  readonly secret?: string
  /** Default: the redirect URI of the fixture world. */
  readonly redirectUri?: string
  /** Default: `basic`. */
  readonly authentication?: 'basic' | 'post' | 'none'
}

/** An app as somebody could have written it without a library: each message can be changed, and is seen as it is. */
export interface RelyingParty {
  readonly clientId: string
  readonly redirectUri: string
  /** The code_verifier of its requests. */
  readonly verifier: string
  /** A right request with PKCE and state, but for what is given. */
  authorizationUrl(changes?: Parameters): string
  /** Posts a form below the issuer, authenticated as this app. */
  post(path: string, form: Parameters, headers?: Readonly<Record<string, string>>): Promise<JsonResponse>
  /** Redeems a code, with redirect_uri and code_verifier, but for what is given. */
  redeem(code: string, changes?: Parameters): Promise<JsonResponse>
  refresh(refreshToken: unknown, changes?: Parameters): Promise<JsonResponse>
  introspect(token: unknown): Promise<JsonResponse>
  revoke(token: unknown): Promise<JsonResponse>
  userinfo(accessToken: unknown, headers?: Readonly<Record<string, string>>): Promise<JsonResponse>
}

export const createRelyingParty = (options: RelyingPartyOptions): RelyingParty => {
  const { issuer, clientId, secret = clientSecret, redirectUri = callback } = options
  const { authentication = 'basic' } = options
  const verifier = randomBytes(32).toString('base64url')
  const inHeader = authentication === 'basic' ? { authorization: basicAuthorization(clientId, secret) } : {}
  const inForm =
    authentication === 'post'
      ? { client_id: clientId, client_secret: secret }
      : authentication === 'none'
        ? { client_id: clientId }
        : {}

  const post: RelyingParty['post'] = (path, form, headers) =>
    postForm(issuer + path, { ...inForm, ...form }, { ...inHeader, ...headers })

  return {
    clientId,
    redirectUri,
    verifier,
    authorizationUrl: (changes = {}) =>
      `${issuer}/oauth/authorize?${encodeParameters({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid',
        state: randomBytes(16).toString('base64url'),
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...changes,
      })}`,
    post,
    redeem: (code, changes = {}) =>
      post('/oauth/token', {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...changes,
      }),
    refresh: (refreshToken, changes = {}) =>
      post('/oauth/token', {
        grant_type: 'refresh_token',
        refresh_token: String(refreshToken),
        ...changes,
      }),
    introspect: (token) => post('/oauth/introspect', { token: String(token) }),
    revoke: (token) => post('/oauth/revoke', { token: String(token) }),
    userinfo: async (accessToken, headers) =>
      asJson(
        await exchange({
          method: 'GET',
          url: `${issuer}/oauth/userinfo`,
          headers: { authorization: `Bearer ${accessToken}`, ...headers },
        }),
      ),
  }
}

/** The parameters of the authorization response with which the browser left, whatever the response mode. */
export const authorizationResponse = ({ left, url, status, text }: WebPage): URLSearchParams => {
  if (!left) throw new Error(`the browser did not leave ${url} (${status}): ${text.slice(0, 200)}`)
  const fragment = left.url.split('#')[1]
  return fragment === undefined ? left.fields : new URLSearchParams(fragment)
}
