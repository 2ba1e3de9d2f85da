import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import type { AuditEvent } from '../audit/record.ts'
import { defaultPolicy, type Organization } from './organization.ts'
import { type Doing, organizationEvent } from './organization-event.ts'

export interface CreateOrganizationPorts {
  readonly organizations: {
    /** Inserts it with its first owner, if there is one, and records the events, as one. */
    create(
      organization: Organization,
      ownerId: string | undefined,
      events: readonly AuditEvent[],
    ): Promise<'created' | 'slug_taken' | 'unknown_owner'>
  }
  readonly clock: Clock
}

export interface CreateOrganizationInput extends Doing {
  /** Lower-case letters, digits and inner hyphens. */
  readonly slug: string
  readonly name: string
  /** The user who owns it first. */
  readonly ownerId?: string | undefined
}

/** A new organization with the default policy. */
export const createOrganization = async (
  { slug, name, ownerId, ...doing }: CreateOrganizationInput,
  { organizations, clock }: CreateOrganizationPorts,
): Promise<
  | { readonly outcome: 'created'; readonly organization: Organization }
  | { readonly outcome: 'slug_taken' }
  | { readonly outcome: 'unknown_owner' }
> => {
  const now = clock.now()
  const id = newId('org')
  const organization: Organization = { id, slug, name, policy: defaultPolicy, createdAt: now, updatedAt: now }
  const events = [
    organizationEvent('organization.created', id, doing, { after: { slug, name } }, { clock }),
    ...(ownerId === undefined
      ? []
      : [
          organizationEvent(
            'membership.changed',
            id,
            doing,
            { data: { userId: ownerId }, before: { role: null }, after: { role: 'owner' } },
            { clock },
          ),
        ]),
  ]
  const outcome = await organizations.create(organization, ownerId, events)
  return outcome === 'created' ? { outcome, organization } : { outcome }
}
