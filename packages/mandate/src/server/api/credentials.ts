/** Who calls: an operator key, a personal API token, or an OAuth access token with management scopes. */

import {
  partyOfApp,
  partyOfInstallation,
  partyOfOperator,
  partyOfUser,
  type StandingPorts,
} from '../../platform/policy/standing.ts'
import type { Party } from '../../platform/policy.ts'
import type { ClientStore } from '../../protocol/client.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { HttpRequest } from '../../protocol/http.ts'
import type { ActiveAccessToken, FindActiveAccessToken } from '../../protocol/tokens/active-access-token.ts'
import { Problem } from './problem.ts'

/** Whoever sent a request, by its credential. */
export interface Caller {
  readonly party: Party
  /** Undefined for who sent none. */
  readonly credential:
    | { readonly kind: 'operator_key' | 'personal_token' | 'access_token'; readonly id: string }
    | undefined
  /** The person on whose behalf it acts, if it is one. */
  readonly userId: string | undefined
}

/** A key that is good now. */
export interface KeyPrincipal {
  readonly id: string
  readonly kind: 'personal' | 'organization' | 'operator'
  readonly userId: string | undefined
  readonly organizationId: string | undefined
  readonly scopes: readonly string[]
}

export interface CredentialPorts extends StandingPorts {
  readonly issuer: string
  readonly findAccessToken: FindActiveAccessToken
  /** Undefined for every text that is no live key. */
  readonly findKey: (token: string) => Promise<KeyPrincipal | undefined>
  readonly clients: Pick<ClientStore, 'findClient'>
  readonly clock: Clock
}

/** Who sent no credential. Asked nothing but what is for everybody. */
export const anonymous: Caller = {
  party: { ...partyOfApp({ appId: '', scopes: [] }), actor: { type: 'system' } },
  credential: undefined,
  userId: undefined,
}

/** RFC 6750 3: without a credential the challenge names no error. */
const challenge = (error?: string): Readonly<Record<string, string>> => ({
  'www-authenticate': `Bearer realm="api"${error === undefined ? '' : `, error="${error}"`}`,
})

/** @throws Problem 400 for two credentials, 401 for a scheme that is not Bearer. */
const bearerToken = (request: HttpRequest): string | undefined => {
  const given = request.headers.authorization
  const alsoInQuery = new URLSearchParams(request.query).has('access_token')
  // A web Request joins repeated headers by a comma, which no token holds.
  if (Array.isArray(given) || given?.includes(',') || (given !== undefined && alsoInQuery))
    throw new Problem('two_credentials', 'Send one credential, in one Authorization header.')
  if (given === undefined) return undefined
  const [, token] = /^bearer +([!-~]+) *$/i.exec(given) ?? []
  if (token !== undefined) return token
  throw new Problem('invalid_token', 'Send Authorization: Bearer followed by the token.', {
    headers: challenge(),
  })
}

/** @throws Problem 401 for who sent no credential where one is needed. */
export const requireCredential = (caller: Caller): void => {
  if (caller.credential) return
  throw new Problem('invalid_token', 'Send a credential: Authorization: Bearer followed by the token.', {
    headers: challenge(),
  })
}

/** Asked at each request, of what is stored now. @throws Problem 400 or 401 */
export const createFindCaller = (ports: CredentialPorts) => {
  const callerOfKey = async (token: string): Promise<Caller | undefined> => {
    const key = await ports.findKey(token)
    if (!key) return undefined
    if (key.kind === 'operator') {
      const credential = { kind: 'operator_key', id: key.id } as const
      return { party: partyOfOperator(key.id), credential, userId: undefined }
    }
    // An organization's key names the organization to the platform's API; here it stands for nobody.
    if (key.kind === 'organization' || key.userId === undefined) return undefined
    const { userId, scopes, organizationId: within } = key
    const party = await partyOfUser({ userId, scopes, within }, ports)
    return party && { party, userId, credential: { kind: 'personal_token', id: key.id } }
  }

  /** A person's own authority, an installation's in either mode, or an app that acts for nobody but itself. */
  const partyOfToken = async (token: ActiveAccessToken): Promise<Party | undefined> => {
    const { userId, scopes, claims } = token
    const organizationId = claims.org_id
    const installationId = claims.installation_id
    if (userId !== undefined) return partyOfUser({ userId, scopes, within: organizationId }, ports)
    if (organizationId !== undefined && installationId !== undefined)
      return partyOfInstallation({ installationId, organizationId, scopes })
    const client = await ports.clients.findClient(token.clientId)
    const resourceServer = client !== undefined && client.introspection !== 'own'
    return client && partyOfApp({ appId: client.appId, scopes, resourceServer })
  }

  const callerOfAccessToken = async (text: string): Promise<Caller | undefined> => {
    const token = await ports.findAccessToken(text)
    if (token?.audience !== ports.issuer && token?.audience !== `${ports.issuer}/api/v1`) return undefined
    const party = await partyOfToken(token)
    return party && { party, userId: token.userId, credential: { kind: 'access_token', id: token.jti } }
  }

  return async (request: HttpRequest): Promise<Caller> => {
    const token = bearerToken(request)
    if (token === undefined) return anonymous
    const caller = (await callerOfKey(token)) ?? (await callerOfAccessToken(token))
    if (caller) return caller
    throw new Problem('invalid_token', 'The credential is unknown, has ended, or is for something else.', {
      headers: challenge('invalid_token'),
    })
  }
}
