import { sql } from 'kysely'
import type { Role } from '../platform/organizations/role.ts'
import type { StandingPorts } from '../platform/policy/standing.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  readonly organization_id: string | null
  readonly role: Role | null
  readonly app_id: string | null
}

const nothing = <T>() => sql<T | null>`cast(null as text)`

/** A row for each membership and each managed app, and one at least for a person who is there. */
const find = statement<{ userId: string }, Row>((db, p) =>
  db
    .selectFrom('users')
    .leftJoin('memberships', 'memberships.user_id', 'users.id')
    .where('users.id', '=', p.userId)
    .where('users.disabled_at', 'is', null)
    .select(['memberships.organization_id', 'memberships.role', nothing<string>().as('app_id')])
    .unionAll(
      db
        .selectFrom('users')
        .innerJoin('app_managers', 'app_managers.user_id', 'users.id')
        .where('users.id', '=', p.userId)
        .where('users.disabled_at', 'is', null)
        .select([
          nothing<string>().as('organization_id'),
          nothing<Role>().as('role'),
          sql<string | null>`app_managers.app_id`.as('app_id'),
        ]),
    ),
)

/** What people are in organizations and for apps. */
export const createStandingStore = (database: Database): StandingPorts['standings'] => ({
  async findStanding(userId) {
    const rows = await database.all(find, { userId })
    if (rows.length === 0) return undefined
    const roles = new Map<string, Role>()
    const managedApps = new Set<string>()
    for (const { organization_id: organizationId, role, app_id: appId } of rows) {
      if (organizationId !== null && role !== null) roles.set(organizationId, role)
      if (appId !== null) managedApps.add(appId)
    }
    return { roles, managedApps }
  },
})
