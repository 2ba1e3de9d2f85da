/** HTTP Basic (RFC 6749 2.3.1, RFC 7617): both parts form-encoded before they are joined by a colon. */
import { OAuthError } from '../errors.ts'
import { header } from '../http.ts'
import type { VerifySecret } from './client-secrets.ts'
import { type ClientAuthenticationMethod, clientChallenge } from './method.ts'

const malformed = (): OAuthError =>
  new OAuthError('invalid_client', 'The Authorization header is not well-formed HTTP Basic.', {
    reason: 'client_auth_failed',
    headers: clientChallenge,
  })

const decode = (part: string): string => {
  if (!/[%+]/.test(part)) return part
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    throw malformed()
  }
}

export const clientSecretBasic = (verify: VerifySecret): ClientAuthenticationMethod => ({
  name: 'client_secret_basic',
  read(request) {
    const authorization = header(request, 'authorization')
    if (authorization?.slice(0, 6).toLowerCase() !== 'basic ') return undefined
    const text = Buffer.from(authorization.slice(6).trim(), 'base64').toString('utf8')
    const colon = text.indexOf(':')
    if (colon < 1) throw malformed()
    const clientId = decode(text.slice(0, colon))
    const secret = decode(text.slice(colon + 1))
    // No client id has one, and PostgreSQL cannot be asked for it.
    if (clientId.includes('\0')) throw malformed()
    return { clientId, verify: (client) => verify(client, secret) }
  },
})
