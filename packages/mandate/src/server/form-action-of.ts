import { flowFormAction } from '../console/form-action.ts'
import type { ServerConfig } from './config.ts'

/**
 * CSP sources of the pages of others to which every page of ours may send the browser after a post, redirects behind
 * them included: the platform's login and consent, and the logins of upstream providers.
 */
export const formActionOf = ({ login, consentUrl }: ServerConfig): readonly string[] => {
  const urls = [login.handOff?.url, ...login.upstream.map(({ issuer }) => issuer), consentUrl]
  const given = urls.filter((url) => url !== undefined)
  return given.length === 0 ? [] : flowFormAction(given)
}
