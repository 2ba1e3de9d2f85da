/**
 * Client credentials (RFC 6749 4.4): the app acts as itself, on its own or on a record that it names. No refresh token
 * (4.4.3).
 */
import { type Authority, accessTokenScopes } from '../authority.ts'
import type { Client } from '../client.ts'
import type { ProtocolContext } from '../context.ts'
import { OAuthError } from '../errors.ts'
import { targetAccessToken } from '../resource.ts'
import { openidScopes, parseScope } from '../scopes.ts'
import { issueAccessToken, type StoredAccessToken } from '../tokens/access-token.ts'
import { grantType, tokenResponse } from './grant-type.ts'

export interface ClientCredentialsStore {
  addAccessToken(token: StoredAccessToken): Promise<void>
}

const refuseScope = (description: string, detail: string): never => {
  throw new OAuthError('invalid_scope', description, { reason: 'scope_not_allowed', detail })
}

/** What is asked, each of it registered for the app, or granted where it is to act; or all that it may have. */
const scopesOf = (client: Client, authority: Authority, asked: string | undefined): readonly string[] => {
  const { id, bound = [] } = authority
  if (asked === undefined)
    return accessTokenScopes(authority, id === undefined ? client.defaultScopes : bound)
  const scopes = parseScope(asked)
  for (const scope of scopes) {
    if (openidScopes.includes(scope))
      refuseScope('Scopes that speak of a person need a person to sign in.', scope)
    if (id === undefined && !client.scopes.includes(scope))
      refuseScope('The app is not registered for a scope that it asks for.', scope)
    if (id !== undefined && !bound.includes(scope))
      refuseScope('The app was not granted a scope that it asks for.', scope)
  }
  return scopes
}

export const clientCredentials = (context: ProtocolContext, store: ClientCredentialsStore) =>
  grantType({
    name: 'client_credentials',
    confidentialOnly: true,
    async authorize(client, parameters, tell) {
      const asked = parameters.get('scope')
      const authority = await context.authorities.ofClient(client, parameters.get('organization'), asked)
      tell({ claims: authority.claims })
      const target = await targetAccessToken(
        context.resources,
        context.issuer,
        client,
        parameters.all('resource'),
        scopesOf(client, authority, asked),
      )
      const owner = { subjectId: client.botId, familyId: undefined, authority }
      const accessToken = issueAccessToken(context, client, owner, target)
      if (accessToken.stored) await store.addAccessToken(accessToken.stored)
      return tokenResponse(accessToken, undefined, undefined)
    },
  })
