import type { RegisteredNames } from '../platform/state/check-state.ts'

/**
 * The names of what `compose.ts` registers, for those who check an app before it is stored without starting a server.
 * A test holds them against the server's metadata.
 */
export const registeredNames: RegisteredNames = {
  grantTypes: [
    { name: 'authorization_code', confidentialOnly: false },
    { name: 'refresh_token', confidentialOnly: false },
    { name: 'client_credentials', confidentialOnly: true },
  ],
  clientAuthenticationMethods: ['none', 'client_secret_basic', 'client_secret_post'],
}
