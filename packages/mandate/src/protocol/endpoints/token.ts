/** The token endpoint (RFC 6749 3.2, 5, OAuth 2.1 3.2). */
import type { AuthenticateClient } from '../client-authentication/authenticate-client.ts'
import type { ProtocolContext } from '../context.ts'
import type { Endpoint } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import { type GrantType, required } from '../grant-types/grant-type.ts'
import { clientEndpoint } from './client-endpoint.ts'

export const tokenEndpoint = (
  context: ProtocolContext,
  authenticate: AuthenticateClient,
  grantTypes: ReadonlyMap<string, GrantType>,
): Endpoint =>
  clientEndpoint({
    name: 'token',
    path: '/oauth/token',
    metadataName: 'token_endpoint',
    cors: 'client',
    attempts: true,
    issuer: context.issuer,
    authenticate,
    repeatable: (parameters) => grantTypes.get(parameters.get('grant_type') ?? '')?.repeatable ?? [],
    async answer(client, parameters, _request, tell) {
      const name = required(parameters, 'grant_type')
      const grantType = grantTypes.get(name)
      if (!grantType) {
        throw new OAuthError('unsupported_grant_type', 'This server does not support the grant type.', {
          detail: name,
        })
      }
      if (!client.grantTypes.includes(name)) {
        throw new OAuthError('unauthorized_client', 'The app is not registered for this grant type.', {
          detail: name,
        })
      }
      return grantType.authorize(client, parameters, tell)
    },
  })
