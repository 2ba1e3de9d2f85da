import { type Authority, ownAuthority } from '../../protocol/authority.ts'
import type { Client } from '../../protocol/client.ts'
import { OAuthError } from '../../protocol/errors.ts'
import { parseScope } from '../../protocol/scopes.ts'
import { statusOf } from '../installations/status-of.ts'
import { type AuthorityRecord, authorityOf, type FindAuthorityPorts } from './find-authority.ts'

export interface AuthorityOfClientPorts extends FindAuthorityPorts {
  readonly authorities: FindAuthorityPorts['authorities'] & {
    /** The live installation of an app in the organization with this id or slug. */
    findRecordOfApp(appId: string, organization: string): Promise<AuthorityRecord | undefined>
  }
}

const needsOrganization = () =>
  new OAuthError(
    'invalid_target',
    'A scope acts within an organization; name it by the parameter organization.',
    {
      reason: 'organization_required',
    },
  )

/** An app by itself, wherever it is: only what needs no organization. */
const withoutOrganization = async (
  client: Client,
  scope: string | undefined,
  { catalogue }: FindAuthorityPorts,
): Promise<Authority> => {
  const rules = await catalogue.scopeRules()
  const isOrganizational = (name: string): boolean => rules.get(name)?.isOrganizational === true
  if (scope !== undefined && parseScope(scope).some(isOrganizational)) throw needsOrganization()
  const own = { ...ownAuthority, botId: client.botId }
  if (!client.scopes.some(isOrganizational)) return own
  return { ...own, bound: client.scopes.filter((name) => !isOrganizational(name)) }
}

/**
 * On whose authority an app acts as itself by client credentials. Whether the organization does not exist, or has not
 * installed the app, cannot be told from the answer.
 */
export const authorityOfClient = async (
  client: Client,
  organization: string | undefined,
  scope: string | undefined,
  ports: AuthorityOfClientPorts,
): Promise<Authority> => {
  if (organization === undefined) return withoutOrganization(client, scope, ports)
  const record = await ports.authorities.findRecordOfApp(client.appId, organization)
  const isActive = record !== undefined && statusOf(record, ports.clock.now()) === 'active'
  if (!isActive || !record.actorModes.includes('app')) {
    throw new OAuthError('invalid_target', 'The app is not installed there, or not to act as itself.', {
      reason: 'not_installed',
      detail: organization,
    })
  }
  return authorityOf(record, 'app', await ports.catalogue.scopeRules())
}
