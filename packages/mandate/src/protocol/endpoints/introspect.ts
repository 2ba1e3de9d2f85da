/**
 * Introspection (RFC 7662). Anything that is unknown, ended, expired or not the asker's business is exactly
 * `{"active":false}` (2.2).
 */

import type { ActingPort } from '../acting.ts'
import { ownAuthority, scopesWithin } from '../authority.ts'
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
import { type Introspected, introspectedCredential } from './introspected-credential.ts'

export interface IntrospectionStore {
  findRefreshToken(hash: string): Promise<FoundRefreshToken | undefined>
}

/** What introspection asks of the platform. */
export interface IntrospectionPorts {
  readonly credentials: PlatformCredentialPort
  readonly acting: ActingPort
}

const inactive = { active: false } as const

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

  const introspectRefreshToken = async (client: Client, text: string): Promise<Introspected | undefined> => {
    const found = await store.findRefreshToken(hashToken(text))
    if (!found || found.clientId !== client.id || found.endedAt !== undefined) return undefined
    if (found.consumedAt !== undefined || found.expiresAt <= context.clock.now()) return undefined
    const { botId, userId, authorityId } = found.family
    const subject = botId ?? userId
    const authority =
      authorityId === undefined ? ownAuthority : await context.authorities.find(authorityId, subject)
    if (!authority) return undefined
    const { claims } = authority
    const scopes = scopesWithin(authority, found.family.scopes)
    const [id, { clientId }] = [tokenIdOf(found.hash), client]
    const facts = {
      active: true,
      iss: issuer,
      sub: subject,
      client_id: clientId,
      scope: formatScope(scopes),
      token_type: 'refresh_token',
      iat: found.issuedAt,
      exp: found.expiresAt,
      jti: id,
      ...claims,
    }
    return { facts, token: { id, subject, clientId, isOfAppItself: false, scopes, claims } }
  }

  const introspectAccessToken = (found: ActiveAccessToken): Introspected => {
    const { jti: id, subject, clientId, scopes, claims } = found
    const facts = {
      active: true,
      iss: issuer,
      sub: subject,
      client_id: clientId,
      scope: formatScope(scopes),
      token_type: 'Bearer',
      aud: found.audience,
      iat: found.issuedAt,
      exp: found.expiresAt,
      jti: id,
      ...claims,
    }
    const isOfAppItself = found.userId === undefined
    return { facts, token: { id, subject, clientId, isOfAppItself, scopes, claims } }
  }

  const introspect = async (client: Client, text: string): Promise<Introspected | undefined> => {
    if (credentials.isOne(text)) {
      const found = await credentials.find(text)
      return found && introspectedCredential(client, found, context)
    }
    const found = await findAccessToken(text)
    if (!found) return introspectRefreshToken(client, text)
    return mayLearn(client, found) ? introspectAccessToken(found) : undefined
  }

  const actAs = async (
    userId: string,
    { facts, token }: Introspected,
    { clientId: askedBy }: Client,
    { requestId, remoteAddress: address }: HttpRequest,
  ): Promise<object> => {
    const scopes = await acting.actAs({ token, userId, askedBy, requestId, address })
    if (!scopes) return { ...facts, act_as_error: 'access_denied' }
    // RFC 8693 4.1: the subject is the user, and `act` says who acts.
    const act = { sub: token.subject, client_id: token.clientId }
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
      const found = await introspect(client, required(parameters, 'token'))
      if (!found) return inactive
      const userId = parameters.get('act_as_user_id')
      return userId === undefined ? found.facts : actAs(userId, found, client, request)
    },
  })
}
