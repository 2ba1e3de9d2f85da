import { type ListMembersPorts, listMembers } from '../../platform/organizations/list-members.ts'
import type { Member } from '../../platform/organizations/organization.ts'

/** Every member of an organization, page after page. */
export const allMembers = async (organizationId: string, ports: ListMembersPorts): Promise<Member[]> => {
  const all: Member[] = []
  let cursor: string | undefined
  do {
    const page = await listMembers(organizationId, { limit: 200, cursor }, ports)
    all.push(...page.members)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return all.toSorted((one, other) => one.email.localeCompare(other.email))
}
