/** UserInfo (OpenID Connect Core 5.3) with a bearer token (RFC 6750). */

import type { ProtocolContext } from '../context.ts'
import { corsForClient } from '../cors.ts'
import type { Endpoint } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import { type HttpRequest, type HttpResponse, header } from '../http.ts'
import { errorResponse, jsonResponse } from '../json-response.ts'
import { readForm, refuseRepeated } from '../parameters.ts'
import type { ActiveAccessToken, FindActiveAccessToken } from '../tokens/active-access-token.ts'
import { selectClaims } from '../user-claims.ts'

/** RFC 6750 2: in the header, or in the form of a POST; in one of them. Never in the query (RFC 9700 2.6). */
const readBearerToken = (request: HttpRequest): string | undefined => {
  const authorization = header(request, 'authorization')
  const fromHeader =
    authorization === undefined ? undefined : /^bearer +([\w~+/.-]+=*)$/i.exec(authorization)?.[1]
  if (authorization !== undefined && fromHeader === undefined) {
    throw new OAuthError('invalid_request', 'The Authorization header must be Bearer with one token.')
  }
  if (request.method !== 'POST' || request.body === '') return fromHeader
  const form = readForm(request)
  refuseRepeated(form, [])
  const fromForm = form.get('access_token')
  if (fromHeader !== undefined && fromForm !== undefined) {
    throw new OAuthError('invalid_request', 'The token is sent in two ways at once; use one.')
  }
  return fromHeader ?? fromForm
}

/** RFC 6750 3: without credentials the challenge names no error. */
const challenge = (error?: OAuthError): Record<string, string> => ({
  'www-authenticate': error
    ? `Bearer realm="oauth", error="${error.code}", error_description="${error.description}"${error.code === 'insufficient_scope' ? ', scope="openid"' : ''}`
    : 'Bearer realm="oauth"',
})

export const userinfoEndpoint = (
  context: ProtocolContext,
  findAccessToken: FindActiveAccessToken,
): Endpoint => {
  const find = async (token: string): Promise<ActiveAccessToken> => {
    const found = await findAccessToken(token)
    if (!found) {
      throw new OAuthError('invalid_token', 'The access token is unknown, has expired or was revoked.', {
        reason: 'grant_revoked',
      })
    }
    if (found.userId === undefined || !found.scopes.includes('openid')) {
      throw new OAuthError('insufficient_scope', 'Userinfo needs the scope openid and a person.', {
        reason: 'scope_not_allowed',
      })
    }
    return found
  }

  return {
    name: 'userinfo',
    path: '/oauth/userinfo',
    methods: ['GET', 'POST'],
    cors: 'client',
    metadataName: 'userinfo_endpoint',
    async handle(request): Promise<HttpResponse> {
      let cors = corsForClient(request, undefined)
      try {
        const token = readBearerToken(request)
        if (token === undefined) return { status: 401, headers: { ...challenge(), ...cors }, body: '' }
        const found = await find(token)
        if (header(request, 'origin') !== undefined) {
          cors = corsForClient(request, await context.clients.findClient(found.clientId))
        }
        const user = await context.users.findUserClaims(found.subject)
        if (!user) throw new OAuthError('invalid_token', 'The person is no longer active.')
        const claims = selectClaims(user, found.scopes, found.authentication?.claims?.userinfo)
        return jsonResponse(200, { sub: user.sub, ...claims }, cors)
      } catch (error) {
        if (!(error instanceof OAuthError)) throw error
        return errorResponse(context.issuer, error, { ...challenge(error), ...cors })
      }
    },
  }
}
