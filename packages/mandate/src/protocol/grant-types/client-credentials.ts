/** Client credentials (RFC 6749 4.4): the app acts for itself. No refresh token (4.4.3). */
import type { ProtocolContext } from '../context.ts'
import { OAuthError } from '../errors.ts'
import { targetAccessToken } from '../resource.ts'
import { openidScopes, parseScope } from '../scopes.ts'
import { issueAccessToken, type StoredAccessToken } from '../tokens/access-token.ts'
import { grantType, tokenResponse } from './grant-type.ts'

export interface ClientCredentialsStore {
  addAccessToken(token: StoredAccessToken): Promise<void>
}

export const clientCredentials = (context: ProtocolContext, store: ClientCredentialsStore) =>
  grantType({
    name: 'client_credentials',
    confidentialOnly: true,
    async authorize(client, parameters) {
      const asked = parameters.get('scope')
      const scopes =
        asked === undefined
          ? client.defaultScopes.filter((scope) => !openidScopes.includes(scope))
          : parseScope(asked)
      for (const scope of scopes) {
        if (openidScopes.includes(scope)) {
          throw new OAuthError('invalid_scope', 'Scopes that speak of a person need a person to sign in.', {
            reason: 'scope_not_allowed',
          })
        }
        if (!client.scopes.includes(scope)) {
          throw new OAuthError('invalid_scope', 'The app is not registered for a scope that it asks for.', {
            reason: 'scope_not_allowed',
            detail: scope,
          })
        }
      }
      const target = await targetAccessToken(
        context.resources,
        context.issuer,
        client,
        parameters.all('resource'),
        scopes,
      )
      const accessToken = issueAccessToken(context, client, undefined, target)
      if (accessToken.stored) await store.addAccessToken(accessToken.stored)
      return tokenResponse(accessToken, undefined, undefined)
    },
  })
