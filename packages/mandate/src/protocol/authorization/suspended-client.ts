/** A suspended app gets nothing; it is told so at its own redirect URI (RFC 6749 4.1.2.1). */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'

export const checkSuspendedClient = ({ client }: { readonly client: Client }): object => {
  if (!client.suspended) return {}
  throw new OAuthError('unauthorized_client', 'The app is suspended; its owner can ask the operator why.', {
    reason: 'client_suspended',
  })
}
