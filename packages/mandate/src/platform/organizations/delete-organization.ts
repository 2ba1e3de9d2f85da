import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { Organization } from './organization.ts'
import { type Doing, organizationEvent } from './organization-event.ts'

export interface DeleteOrganizationPorts {
  readonly organizations: {
    find(id: string): Promise<Organization | undefined>
    /**
     * Ends its installations with every token of them, and removes it with all that is its own. Apps that it owns would
     * lose their owner: while there are any, nothing happens.
     */
    delete(id: string, now: number, event: AuditEvent): Promise<'deleted' | 'owns_apps' | 'unknown'>
  }
  readonly clock: Clock
}

/** Removes an organization for ever. What happened in it stays in the audit log. */
export const deleteOrganization = async (
  { organizationId, ...doing }: Doing & { readonly organizationId: string },
  { organizations, clock }: DeleteOrganizationPorts,
): Promise<{ readonly outcome: 'deleted' | 'owns_apps' | 'unknown' }> => {
  const found = await organizations.find(organizationId)
  if (!found) return { outcome: 'unknown' }
  const before = { slug: found.slug, name: found.name }
  const event = organizationEvent('organization.deleted', organizationId, doing, { before }, { clock })
  return { outcome: await organizations.delete(organizationId, clock.now(), event) }
}
