import {
  type FindOrganizationPorts,
  findOrganization as find,
} from '../../../platform/organizations/find-organization.ts'
import type { Organization } from '../../../platform/organizations/organization.ts'
import type { Found } from '../route.ts'

export const findOrganization = async (
  { organizationId }: { readonly organizationId: string },
  ports: FindOrganizationPorts,
): Promise<Found<Organization> | undefined> => {
  const thing = await find(organizationId, ports)
  return thing && { thing, subject: { organizationId: thing.id } }
}
