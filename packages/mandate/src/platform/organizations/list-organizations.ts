import type { Organization } from './organization.ts'
import type { Role } from './role.ts'

export interface ListOrganizationsPorts {
  readonly organizations: {
    /** The oldest first, beyond the one with that id. */
    list(page: {
      readonly beyond: string | undefined
      readonly limit: number
    }): Promise<readonly Organization[]>
    listOfUser(userId: string): Promise<readonly (Organization & { readonly role: Role })[]>
  }
}

/** A page of all organizations, the oldest first. */
export const listOrganizations = async (
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  { organizations }: ListOrganizationsPorts,
): Promise<{ readonly organizations: readonly Organization[]; readonly nextCursor: string | undefined }> => {
  const found = await organizations.list({ beyond: cursor, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { organizations: page, nextCursor: found.length > limit ? page.at(-1)?.id : undefined }
}

/** The organizations in which somebody is a member, by name, with what they are there. */
export const listOrganizationsOfUser = (
  userId: string,
  { organizations }: ListOrganizationsPorts,
): Promise<readonly (Organization & { readonly role: Role })[]> => organizations.listOfUser(userId)
