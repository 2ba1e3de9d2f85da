import { partyOfUser, type StandingPorts } from '../policy/standing.ts'
import type { Party } from '../policy.ts'
import type { LiveApiKey } from './find-api-key.ts'

export interface PersonalTokenPartyPorts extends StandingPorts {
  readonly keys: {
    /**
     * The organizations of a person that let no personal token which was made then act in them at all, or not any more,
     * and the apps of such organizations which the person manages: their ids.
     */
    listClosed(userId: string, createdAt: number, now: number): Promise<ReadonlySet<string>>
  }
  readonly clock: { now(): number }
}

/**
 * What a personal token is at the management API: its person, in the organization to which it is confined; else
 * everywhere but where an organization's rule about personal tokens keeps it out. Undefined for who is disabled.
 */
export const partyOfPersonalToken = async (
  key: Pick<LiveApiKey, 'userId' | 'organizationId' | 'createdAt' | 'managementScopes'>,
  ports: PersonalTokenPartyPorts,
): Promise<Party | undefined> => {
  const { userId, organizationId: within, createdAt, managementScopes: scopes } = key
  if (userId === undefined) return undefined
  const party = await partyOfUser({ userId, scopes, within }, ports)
  if (!party || within !== undefined) return party
  const closed = await ports.keys.listClosed(userId, createdAt, ports.clock.now())
  if (closed.size === 0) return party
  return {
    ...party,
    roleIn: (organizationId) => (closed.has(organizationId) ? undefined : party.roleIn(organizationId)),
    manages: (appId) => !closed.has(appId) && party.manages(appId),
  }
}
