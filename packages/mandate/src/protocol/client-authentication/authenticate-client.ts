/** Client authentication (RFC 6749 2.3, 3.2.1): exactly one method, and one that the client is registered for. */
import type { Client, ClientStore } from '../client.ts'
import { OAuthError, type OAuthErrorOptions } from '../errors.ts'
import type { HttpRequest } from '../http.ts'
import type { Parameters } from '../parameters.ts'
import { type ClientAuthenticationMethod, clientChallenge } from './method.ts'

export type AuthenticateClient = (request: HttpRequest, parameters: Parameters) => Promise<Client>

/** RFC 6749 5.2: 401, with the scheme that the client used, or could use. */
const refuse = (description: string, options: OAuthErrorOptions): OAuthError =>
  new OAuthError('invalid_client', description, { ...options, headers: clientChallenge })

export const createClientAuthentication = (
  methods: readonly ClientAuthenticationMethod[],
  clients: ClientStore,
): AuthenticateClient => {
  return async (request, parameters) => {
    const used = []
    for (const method of methods) {
      const presented = method.read(request, parameters)
      if (presented) used.push({ method, presented })
    }
    const [first, second] = used
    if (!first) {
      throw refuse('The client did not authenticate by a method that this server knows.', {
        reason: 'client_auth_failed',
      })
    }
    if (second) {
      throw new OAuthError('invalid_request', 'The client authenticates in two ways at once; use one.', {
        reason: 'client_auth_failed',
      })
    }
    const { method, presented } = first
    const named = parameters.get('client_id')
    if (named !== undefined && named !== presented.clientId) {
      throw new OAuthError('invalid_request', 'client_id differs from the client that authenticates.', {
        reason: 'client_auth_failed',
      })
    }
    const client = await clients.findClient(presented.clientId)
    if (!client) {
      throw refuse('The client is unknown or its credentials are wrong.', { reason: 'unknown_client' })
    }
    if (!client.tokenEndpointAuthMethods.includes(method.name)) {
      throw refuse('The client is registered for another authentication method than it used.', {
        reason: 'client_auth_method_not_allowed',
        namedClient: client,
        detail: `used ${method.name}, registered ${client.tokenEndpointAuthMethods.join(' ')}`,
      })
    }
    if (!(await presented.verify(client))) {
      throw refuse('The client is unknown or its credentials are wrong.', {
        reason: 'client_auth_failed',
        namedClient: client,
      })
    }
    if (client.suspended) {
      throw refuse('The app is suspended; its owner can ask the operator why.', {
        reason: 'client_suspended',
        namedClient: client,
      })
    }
    return client
  }
}
