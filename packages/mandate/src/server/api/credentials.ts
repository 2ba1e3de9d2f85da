/** Who calls: an operator key, a personal API token, or an OAuth access token with management scopes. */

import type { FindApiKey, LiveApiKey } from '../../platform/api-keys/find-api-key.ts'
import {
  type PersonalTokenPartyPorts,
  partyOfPersonalToken,
} from '../../platform/api-keys/personal-token-party.ts'
import {
  partyOfApp,
  partyOfInstallation,
  partyOfOperator,
  partyOfUser,
} from '../../platform/policy/standing.ts'
import type { Party } from '../../platform/policy.ts'
import type { Client, ClientStore } from '../../protocol/client.ts'
import type { Clock } from '../../protocol/clock.ts'
import { OAuthError } from '../../protocol/errors.ts'
import { type HttpRequest, header } from '../../protocol/http.ts'
import type { ActiveAccessToken, FindActiveAccessToken } from '../../protocol/tokens/active-access-token.ts'
import { Problem } from './problem.ts'

/** Whoever sent a request, by its credential. */
export interface Caller {
  readonly party: Party
  /** Undefined for who sent none. */
  readonly credential:
    | { readonly kind: 'operator_key' | 'personal_token' | 'access_token' | 'client'; readonly id: string }
    | undefined
  /** The personal token that was sent, if it was one. */
  readonly key?: LiveApiKey | undefined
  /** The client that acts as itself, if it is one. */
  readonly client?: Client | undefined
  /** The person on whose behalf it acts, if it is one. */
  readonly userId: string | undefined
}

export interface CredentialPorts extends PersonalTokenPartyPorts {
  readonly issuer: string
  readonly findAccessToken: FindActiveAccessToken
  readonly findKey: FindApiKey
  /** By HTTP Basic: for resource servers, which have no token of their own. @throws OAuthError */
  readonly authenticateClient: (request: HttpRequest) => Promise<Client>
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

/** @throws Problem 400 */
const refuseTwo = (request: HttpRequest): void => {
  const given = request.headers.authorization
  const alsoInQuery = new URLSearchParams(request.query).has('access_token')
  // A web Request joins repeated headers by a comma, which no credential holds.
  if (Array.isArray(given) || given?.includes(',') || (given !== undefined && alsoInQuery))
    throw new Problem('two_credentials', 'Send one credential, in one Authorization header.')
}

/** @throws Problem 401 for a scheme that is neither Bearer nor Basic. */
const bearerToken = (request: HttpRequest): string | undefined => {
  const given = header(request, 'authorization')
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
    if (key.kind === 'organization') return undefined
    const party = await partyOfPersonalToken(key, ports)
    return party && { party, userId: key.userId, key, credential: { kind: 'personal_token', id: key.id } }
  }

  /** A person's own authority, an installation's in either mode, or an app that acts for nobody but itself. */
  const partyOfToken = async (token: ActiveAccessToken): Promise<Party | undefined> => {
    const { userId, scopes, claims } = token
    const organizationId = claims.org_id
    const installationId = claims.installation_id
    if (userId !== undefined) {
      const party = await partyOfUser({ userId, scopes, within: organizationId }, ports)
      // What a person gives an app for themselves reaches no organization: that takes an installation.
      return organizationId === undefined && party ? { ...party, roleIn: () => undefined } : party
    }
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
    const credential = { kind: 'access_token', id: token.jti } as const
    return party && { party, userId: token.userId, credential }
  }

  /** A client by its secret holds no scope: it does what a resource server does, and nothing else. */
  const callerOfClient = async (request: HttpRequest): Promise<Caller> => {
    try {
      const client = await ports.authenticateClient(request)
      const { appId, clientId, introspection } = client
      const party = partyOfApp({ appId, scopes: [], resourceServer: introspection !== 'own' })
      return { party, userId: undefined, client, credential: { kind: 'client', id: clientId } }
    } catch (error) {
      if (!(error instanceof OAuthError) || error.code === 'temporarily_unavailable') throw error
      throw new Problem('invalid_token', 'The client is unknown, suspended, or its secret is wrong.', {
        headers: { 'www-authenticate': 'Basic realm="api"' },
      })
    }
  }

  return async (request: HttpRequest): Promise<Caller> => {
    refuseTwo(request)
    if (/^basic /i.test(header(request, 'authorization') ?? '')) return callerOfClient(request)
    const token = bearerToken(request)
    if (token === undefined) return anonymous
    const caller = (await callerOfKey(token)) ?? (await callerOfAccessToken(token))
    if (caller) return caller
    throw new Problem('invalid_token', 'The credential is unknown, has ended, or is for something else.', {
      headers: challenge('invalid_token'),
    })
  }
}
