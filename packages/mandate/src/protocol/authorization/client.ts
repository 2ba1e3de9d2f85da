/** RFC 6749 3.1, 4.1.2.1: an unknown client gets an error page, never a redirect. */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import type { Received } from './facts.ts'

export const checkClient = async ({ parameters, context }: Received): Promise<{ client: Client }> => {
  if (parameters.repeated.includes('client_id')) {
    throw new OAuthError('invalid_request', 'client_id is sent more than once.', {
      reason: 'parameter_repeated',
    })
  }
  const clientId = parameters.get('client_id')
  if (clientId === undefined) {
    throw new OAuthError('invalid_request', 'The parameter client_id is missing.', {
      reason: 'unknown_client',
    })
  }
  const client = await context.clients.findClient(clientId)
  if (!client) {
    throw new OAuthError('invalid_client', 'No app is registered with this client_id.', {
      reason: 'unknown_client',
      status: 400,
    })
  }
  return { client }
}
