/** A public client only names itself (RFC 6749 2.1, 3.2.1); PKCE and rotation stand in for authentication. */
import { header } from '../http.ts'
import type { ClientAuthenticationMethod } from './method.ts'

export const none = (): ClientAuthenticationMethod => ({
  name: 'none',
  read(request, parameters) {
    if (header(request, 'authorization') !== undefined) return undefined
    if (parameters.get('client_secret') !== undefined || parameters.get('client_assertion') !== undefined)
      return undefined
    const clientId = parameters.get('client_id')
    return clientId === undefined
      ? undefined
      : { clientId, verify: async (client) => client.type === 'public' }
  },
})
