/**
 * Introspection (RFC 7662). Anything that is unknown, ended, expired or not the asker's business is exactly
 * `{"active":false}` (2.2).
 */

import type { ActingPort } from '../acting.ts'
import type { Client } from '../client.ts'
import type { AuthenticateClient } from '../client-authentication/authenticate-client.ts'
import { clientChallenge } from '../client-authentication/method.ts'
import type { ProtocolContext } from '../context.ts'
import type { Endpoint } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import { required } from '../grant-types/grant-type.ts'
import type { FoundRefreshToken } from '../grant-types/refresh-token.ts'
import type { HttpRequest } from '../http.ts'
import type { PlatformCredentialPort } from '../platform-credential.ts'
import { formatScope } from '../scopes.ts'
import { tokenIdOf } from '../tokens/access-token.ts'
import type { ActiveAccessToken, FindActiveAccessToken } from '../tokens/active-access-token.ts'
import { hashToken } from '../tokens/format.ts'
import { clientEndpoint } from './client-endpoint.ts'
import { introspectedCredential } from './introspected-credential.ts'

export interface IntrospectionStore {
  findRefreshToken(hash: string): Promise<FoundRefreshToken | undefined>
}

/** What introspection asks of the platform. */
export interface IntrospectionPorts {
  readonly credentials: PlatformCredentialPort
  readonly acting: ActingPort
}

const inactive = { active: false } as const

/** The facts of a token as which no app can act for anybody, and that they are not what was asked for. */
const asNobodyElse = (facts: object, userId: string | undefined): object =>
  userId === undefined || facts === inactive ? facts : { ...facts, act_as_error: 'access_denied' }

/** Own tokens; those for a resource that the client serves; or every token, as the client is registered. */
const mayLearn = (client: Client, token: ActiveAccessToken): boolean =>
  token.client === client.id ||
  client.introspection === 'any' ||
  (client.introspection === 'audience' && client.serves.includes(token.audience))

export const introspectEndpoint = (
  context: ProtocolContext,
  authenticate: AuthenticateClient,
  findAccessToken: FindActiveAccessToken,
  store: IntrospectionStore,
  { credentials, acting }: IntrospectionPorts,
): Endpoint => {
  const { issuer } = context

  const introspectRefreshToken = async (client: Client, token: string): Promise<object> => {
    const found = await store.findRefreshToken(hashToken(token))
    if (!found || found.clientId !== client.id || found.endedAt !== undefined) return inactive
    if (found.consumedAt !== undefined || found.expiresAt <= context.clock.now()) return inactive
    return {
      active: true,
      iss: issuer,
      sub: found.family.botId ?? found.family.userId,
      client_id: client.clientId,
      scope: formatScope(found.family.scopes),
      token_type: 'refresh_token',
      iat: found.issuedAt,
      exp: found.expiresAt,
      jti: tokenIdOf(found.hash),
    }
  }

  const introspectCredential = async (client: Client, token: string): Promise<object> => {
    const found = await credentials.find(token)
    return (found && (await introspectedCredential(client, found, context))) ?? inactive
  }

  const introspectAccessToken = async (
    client: Client,
    found: ActiveAccessToken,
    userId: string | undefined,
    { requestId, remoteAddress }: HttpRequest,
  ): Promise<object> => {
    const facts = {
      active: true,
      iss: issuer,
      sub: found.subject,
      client_id: found.clientId,
      scope: formatScope(found.scopes),
      token_type: 'Bearer',
      aud: found.audience,
      iat: found.issuedAt,
      exp: found.expiresAt,
      jti: found.jti,
      ...found.claims,
    }
    if (userId === undefined) return facts
    const request = { token: found, userId, askedBy: client.clientId, requestId, address: remoteAddress }
    const scopes = await acting.actAs(request)
    if (!scopes) return asNobodyElse(facts, userId)
    // RFC 8693 4.1: the subject is the user, and `act` says who acts.
    const act = { sub: found.subject, client_id: found.clientId }
    return { ...facts, sub: userId, scope: formatScope(scopes), act }
  }

  return clientEndpoint({
    name: 'introspection',
    path: '/oauth/introspect',
    metadataName: 'introspection_endpoint',
    cors: 'none',
    issuer,
    authenticate,
    repeatable: () => [],
    async answer(client, parameters, request) {
      if (client.type === 'public') {
        throw new OAuthError('invalid_client', 'Introspection needs a client that can authenticate.', {
          reason: 'client_auth_method_not_allowed',
          headers: clientChallenge,
        })
      }
      const token = required(parameters, 'token')
      const userId = parameters.get('act_as_user_id')
      if (credentials.isOne(token)) return asNobodyElse(await introspectCredential(client, token), userId)
      const found = await findAccessToken(token)
      if (!found) return asNobodyElse(await introspectRefreshToken(client, token), userId)
      return mayLearn(client, found) ? introspectAccessToken(client, found, userId, request) : inactive
    },
  })
}
