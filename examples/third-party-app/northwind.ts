import * as client from 'openid-client'
import type { ActorMode, Installation, Pending, Person, Tokens } from './sessions.ts'

/** What the app was given when it was registered, and where it runs. */
export interface Registration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** The identifier of the API (RFC 8707). */
  readonly resource: string
}

/** Everything that the app does with the authorization server. */
export interface Northwind {
  /** Where to send the browser so that somebody signs in, and what to remember until it comes back. */
  beginSignIn(): Promise<{ url: URL; pending: Pending }>
  /** The same, to be installed in an organization: as itself (`app`), or to act there as the person (`self`). */
  beginInstallation(actor: ActorMode): Promise<{ url: URL; pending: Pending }>
  finishSignIn(callback: URL, pending: Pending): Promise<{ tokens: Tokens; person: Person }>
  finishInstallation(callback: URL, pending: Pending): Promise<Installation>
  refresh(tokens: Tokens): Promise<Tokens>
  /** Tokens of the app itself in an organization that has installed it, without any person (client credentials). */
  actAsItself(organization: string): Promise<Tokens>
  revoke(token: string): Promise<void>
}

const SIGN_IN_SCOPE = 'openid profile email posts:read posts:write'
const INSTALLATION_SCOPE = 'posts:read posts:write posts:delete insights:read'

const tokensOf = (
  answer: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
  before?: Tokens,
): Tokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? before?.refreshToken,
  scope: answer.scope ?? before?.scope ?? '',
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

  const begin = async (parameters: Readonly<Record<string, string>>, pending: Pending) => {
    const url = client.buildAuthorizationUrl(await configure(), {
      ...parameters,
      redirect_uri: redirectUri,
      resource,
      state: pending.state,
      code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    })
    return { url, pending }
  }

  return {
    beginSignIn: () => {
      const nonce = client.randomNonce()
      const pending = { state: client.randomState(), nonce, codeVerifier: client.randomPKCECodeVerifier() }
      // Nobody signs in as the app: the consent page need not offer it.
      return begin({ scope: SIGN_IN_SCOPE, actor: 'self', nonce }, pending)
    },

    beginInstallation: (actor) => {
      const pending = { state: client.randomState(), actor, codeVerifier: client.randomPKCECodeVerifier() }
      return begin({ scope: INSTALLATION_SCOPE, actor }, pending)
    },

    finishSignIn: async (callback, { state, nonce, codeVerifier }) => {
      const configured = await configure()
      const checks = {
        expectedState: state,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
        ...(nonce && { expectedNonce: nonce }),
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

    finishInstallation: async (callback, { state, codeVerifier }) => {
      const configured = await configure()
      const checks = { expectedState: state, pkceCodeVerifier: codeVerifier }
      const answer = await client.authorizationCodeGrant(configured, callback, checks, { resource })
      // The person chose the organization on the consent page; what became of it is asked of the server.
      const facts = await client.tokenIntrospection(configured, answer.access_token)
      return {
        id: String(facts.installation_id),
        organization: String(facts.org),
        actor: facts.actor === 'app' ? 'app' : 'self',
        subject: facts.sub ?? '',
        tokens: tokensOf(answer),
      }
    },

    refresh: async (tokens) =>
      tokensOf(
        await client.refreshTokenGrant(await configure(), tokens.refreshToken ?? '', { resource }),
        tokens,
      ),

    actAsItself: async (organization) =>
      tokensOf(await client.clientCredentialsGrant(await configure(), { organization, resource })),

    revoke: async (token) => client.tokenRevocation(await configure(), token),
  }
}
