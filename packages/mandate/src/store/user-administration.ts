import type { AdministerUserPorts } from '../platform/users/administer-user.ts'
import type { User } from '../platform/users/user.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query } from './database.ts'
import { revokeSessionsOfUser } from './sessions.ts'
import { endTokensOfUser } from './user-ends.ts'
import { userOf } from './users.ts'
import { unverifyAppsOf } from './verified-publishers.ts'

export type UserAdministration = AdministerUserPorts['accounts'] & {
  /** Oldest first, after the id given. */
  list(
    filter: { readonly email: string | undefined },
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly User[]>
}

/** Accounts, for those who look after all of them. */
export const createUserAdministration = (database: Database): UserAdministration => {
  const { kysely } = database
  const committed = async (steps: Parameters<Database['write']>[0]): Promise<boolean> =>
    (await database.write(steps)).committed

  return {
    async list({ email }, { after, limit }) {
      let users = kysely.selectFrom('users').selectAll().orderBy('id').limit(limit)
      if (after !== undefined) users = users.where('id', '>', after)
      if (email !== undefined) users = users.where('email_key', '=', email)
      return (await users.execute()).map(userOf)
    },
    disable: (userId, now, event) =>
      committed([
        query(
          kysely
            .updateTable('users')
            .set({ disabled_at: now, updated_at: now })
            .where('id', '=', userId)
            .where('disabled_at', 'is', null),
          1,
        ),
        revokeSessionsOfUser(userId, undefined, now),
        ...endTokensOfUser(database, userId, now),
        auditStep(event),
      ]),
    reinstate: (userId, now, event) =>
      committed([
        query(
          kysely
            .updateTable('users')
            .set({ disabled_at: null, updated_at: now })
            .where('id', '=', userId)
            .where('disabled_at', 'is not', null),
          1,
        ),
        auditStep(event),
      ]),
    rename: (user, name, now, event) =>
      committed([
        query(
          kysely
            .updateTable('users')
            .set({ name: name ?? null, updated_at: now })
            .where('id', '=', user.id)
            .where('updated_at', '=', user.updatedAt),
          1,
        ),
        ...unverifyAppsOf(database, { kind: 'user', id: user.id }, event),
        auditStep(event),
      ]),
  }
}
