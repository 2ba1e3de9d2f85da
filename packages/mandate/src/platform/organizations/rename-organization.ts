import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { Organization } from './organization.ts'
import { type Doing, organizationEvent } from './organization-event.ts'

export interface RenameOrganizationPorts {
  readonly organizations: {
    find(id: string): Promise<Organization | undefined>
    /** False if it has another name than `from` now, or is gone. */
    rename(id: string, from: string, to: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

/** Gives an organization another name. Its slug stays: addresses and state files hold it. */
export const renameOrganization = async (
  { organizationId, name, ...doing }: Doing & { readonly organizationId: string; readonly name: string },
  { organizations, clock }: RenameOrganizationPorts,
): Promise<{ readonly outcome: 'renamed' | 'unchanged' | 'unknown' | 'changed_meanwhile' }> => {
  const found = await organizations.find(organizationId)
  if (!found) return { outcome: 'unknown' }
  if (found.name === name) return { outcome: 'unchanged' }
  const facts = { before: { name: found.name }, after: { name } }
  const event = organizationEvent('organization.updated', organizationId, doing, facts, { clock })
  const renamed = await organizations.rename(organizationId, found.name, name, clock.now(), event)
  return { outcome: renamed ? 'renamed' : 'changed_meanwhile' }
}
