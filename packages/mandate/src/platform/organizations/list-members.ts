import type { Member } from './organization.ts'

export interface ListMembersPorts {
  readonly members: {
    /** In the order of their users' ids, beyond that one. */
    list(
      organizationId: string,
      page: { readonly beyond: string | undefined; readonly limit: number },
    ): Promise<readonly Member[]>
    find(organizationId: string, userId: string): Promise<Member | undefined>
  }
}

/** A page of an organization's members, in a stable order. */
export const listMembers = async (
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  { members }: ListMembersPorts,
): Promise<{ readonly members: readonly Member[]; readonly nextCursor: string | undefined }> => {
  const found = await members.list(organizationId, { beyond: cursor, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { members: page, nextCursor: found.length > limit ? page.at(-1)?.userId : undefined }
}
