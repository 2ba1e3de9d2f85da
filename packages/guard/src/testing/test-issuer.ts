import { basicAuthorization } from '../introspection.ts'
import type { GuardFetch, GuardOptions } from '../options.ts'
import { signTestJwt, testJwks } from './test-key.ts'
import { type TestToken, testClaims } from './test-token.ts'

/** How a test issuer is made; everything has a default. */
export interface TestIssuerOptions {
  /** Default `https://id.test`. Nothing is ever sent there. */
  readonly issuer?: string
  /** Default `https://api.test`. */
  readonly audience?: string | readonly string[]
  /** What the clock shows at first, in epoch seconds. Default: 15 January 2027, 08:00:00 UTC. */
  readonly startsAt?: number
}

/** One use of scopes that the guard reported. */
export interface TestScopeUse {
  readonly installationId: string
  readonly scope: string
  readonly count: number
  /** RFC 3339. */
  readonly lastUsedAt: string
}

/** An authorization server in memory: it makes tokens, and answers what a guard asks. */
export interface TestIssuer {
  /** For `createGuard({ ...testIssuer.options, … })`: issuer, audience, client, `fetch` and `clock`. */
  readonly options: GuardOptions
  /** What answers the guard, as it is in `options`. */
  readonly fetch: GuardFetch
  /** What the guard takes for the present time. */
  readonly clock: { now(): number; advance(seconds: number): void }
  /** The public keys of `signJwt`. */
  readonly jwks: typeof testJwks
  /** An opaque access token. */
  accessToken(token?: TestToken): string
  /** A JWT access token (RFC 9068). */
  jwtAccessToken(token?: TestToken): Promise<string>
  /** A personal API token. */
  personalToken(token?: TestToken): string
  /** An API key of the organization `org-1`, or of the one given. */
  organizationKey(token?: TestToken): string
  /** Any JWT, signed by the issuer's key: wrong ones, or the platform's own JWT of a user. */
  signJwt(
    claims: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>,
  ): Promise<string>
  /** Ends a token; of a JWT only introspection will know. */
  revoke(token: string): void
  /** Lets the app of this client act as the user. */
  allowActing(clientId: string, userId: string): void
  /** Makes every answer a 500, or ends that. */
  setDown(isDown: boolean): void
  /** What was reported so far. */
  readonly scopeUses: readonly TestScopeUse[]
}

const CLIENT = { id: 'test-api', secret: 'the-secret-of-the-test-api' }

const json = (value: unknown, status = 200): Response => Response.json(value, { status })

/** Makes an authorization server in memory, for tests of your API that need no network and no waiting. */
export const createTestIssuer = ({
  issuer = 'https://id.test',
  audience = 'https://api.test',
  startsAt = 1_800_000_000,
}: TestIssuerOptions = {}): TestIssuer => {
  const tokens = new Map<string, { readonly type: string; readonly claims: Record<string, unknown> }>()
  const acting = new Set<string>()
  const scopeUses: TestScopeUse[] = []
  let present = startsAt
  let isDown = false
  let count = 0

  const claimsOf = (token: TestToken) => {
    count += 1
    return testClaims(token, { issuer, audience, now: present, tokenId: `test-${count}` })
  }
  const issue = (type: string, prefix: string, claims: Record<string, unknown>): string => {
    const token = `${prefix}_${count}`
    tokens.set(token, { type, claims })
    return token
  }

  const introspect = (form: URLSearchParams): object => {
    const found = tokens.get(form.get('token') ?? '')
    if (!found || (typeof found.claims.exp === 'number' && found.claims.exp <= present))
      return { active: false }
    const answer = { active: true, token_type: found.type, ...found.claims }
    const userId = form.get('act_as_user_id')
    if (userId === null) return answer
    const { client_id, sub } = found.claims
    return acting.has(`${client_id} ${userId}`)
      ? { ...answer, sub: userId, act: { sub, client_id } }
      : { ...answer, act_as_error: 'access_denied' }
  }

  const authenticated = (headers: Headers, answer: () => object): Response =>
    headers.get('authorization') === basicAuthorization(CLIENT)
      ? json(answer())
      : json({ error: 'invalid_client' }, 401)

  const answer = (path: string, headers: Headers, body: string): Response => {
    if (isDown) return json({}, 500)
    switch (path) {
      case '/jwks':
        return json(testJwks)
      case '/introspect':
        return authenticated(headers, () => introspect(new URLSearchParams(body)))
      case '/api/v1/scope-uses':
        return authenticated(headers, () => {
          scopeUses.push(...(JSON.parse(body) as { uses: TestScopeUse[] }).uses)
          return {}
        })
      default:
        return json({ issuer, jwks_uri: `${issuer}/jwks`, introspection_endpoint: `${issuer}/introspect` })
    }
  }

  const fetch: GuardFetch = async (url, { headers, body }) =>
    answer(url.slice(issuer.length), new Headers(headers), String(body ?? ''))

  return {
    options: {
      issuer,
      audience,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      fetch,
      clock: () => present,
    },
    fetch,
    clock: {
      now: () => present,
      advance: (seconds) => {
        present += seconds
      },
    },
    jwks: testJwks,
    accessToken: (token = {}) => issue('Bearer', 'test_token', claimsOf(token)),
    jwtAccessToken: async (token = {}) => {
      const claims = claimsOf(token)
      const jwt = await signTestJwt(claims, { typ: 'at+jwt' })
      tokens.set(jwt, { type: 'Bearer', claims })
      return jwt
    },
    personalToken: (token = {}) => {
      const { client_id: _, aud: __, ...claims } = claimsOf(token)
      return issue('personal_access_token', 'test_personal', claims)
    },
    organizationKey: (token = {}) => {
      const { client_id: _, aud: __, sub: ___, ...claims } = claimsOf({ organizationId: 'org-1', ...token })
      return issue('organization_api_key', 'test_organization', claims)
    },
    signJwt: signTestJwt,
    revoke: (token) => {
      tokens.delete(token)
    },
    allowActing: (clientId, userId) => {
      acting.add(`${clientId} ${userId}`)
    },
    setDown: (value) => {
      isDown = value
    },
    scopeUses,
  }
}
