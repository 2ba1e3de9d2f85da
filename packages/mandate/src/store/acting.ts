import type { ActAsUserPorts } from '../platform/acting-as/act-as-user.ts'
import type { Role } from '../platform/organizations/role.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  app_id: string
  acts_as_users: number
  user_id: string | null
  role: Role | null
  owns: string | null
}

/** The same work for whoever exists and whoever does not. */
const find = statement<{ clientId: string; userId: string; organizationId: string }, Row>((db, p) =>
  db
    .selectFrom('clients as client')
    .innerJoin('apps as app', 'app.id', 'client.app_id')
    .leftJoin('users as user', (join) => join.on('user.id', '=', p.userId).on('user.disabled_at', 'is', null))
    .leftJoin('memberships as membership', (join) =>
      join
        .onRef('membership.user_id', '=', 'user.id')
        .on('membership.organization_id', '=', p.organizationId),
    )
    .select((select) => [
      'client.app_id',
      'app.acts_as_users',
      'user.id as user_id',
      'membership.role',
      select
        .selectFrom('memberships as owner')
        .whereRef('owner.user_id', '=', 'user.id')
        .where('owner.role', '=', 'owner')
        .select('owner.organization_id')
        .limit(1)
        .as('owns'),
    ])
    .where('client.client_id', '=', p.clientId),
)

/** What decides whether an app acts as a user. */
export const createActingStore = (database: Database): ActAsUserPorts['acting'] => ({
  async find(clientId, userId, organizationId) {
    const row = await database.one(find, { clientId, userId, organizationId: organizationId ?? '' })
    if (!row) return undefined
    const greatest = row.owns === null ? undefined : 'owner'
    const role = organizationId === undefined ? greatest : (row.role ?? undefined)
    return {
      appId: row.app_id,
      actsAsUsers: row.acts_as_users === 1,
      user: row.user_id === null ? undefined : { role },
    }
  },
})
