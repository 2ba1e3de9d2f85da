import type { Organization } from './organization.ts'

export interface FindOrganizationPorts {
  readonly organizations: {
    find(id: string): Promise<Organization | undefined>
    findBySlug(slug: string): Promise<Organization | undefined>
  }
}

/** By id or by slug: ids have an underscore, which no slug has. */
export const findOrganization = (
  idOrSlug: string,
  { organizations }: FindOrganizationPorts,
): Promise<Organization | undefined> =>
  idOrSlug.startsWith('org_') ? organizations.find(idOrSlug) : organizations.findBySlug(idOrSlug)
