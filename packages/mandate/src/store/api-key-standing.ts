import type { Database } from './database.ts'
import { statement } from './statement.ts'

interface Parameters {
  readonly userId: string
  /** Of the token, in seconds. */
  readonly age: number
}

/** The organizations of a person that keep a personal token out, and the apps of such which the person manages. */
const listClosed = statement<Parameters, { id: string }>((db, p) => {
  const closed = db
    .selectFrom('organizations as organization')
    .where((at) =>
      at.or([
        at('organization.personal_tokens', '=', 'forbidden'),
        at('organization.personal_token_lifetime', '<=', p.age),
      ]),
    )
  return closed
    .innerJoin('memberships as membership', 'membership.organization_id', 'organization.id')
    .where('membership.user_id', '=', p.userId)
    .select('organization.id')
    .unionAll(
      closed
        .innerJoin('apps as app', 'app.owner_organization_id', 'organization.id')
        .innerJoin('app_managers as manager', 'manager.app_id', 'app.id')
        .where('manager.user_id', '=', p.userId)
        .select('app.id'),
    )
})

export const listClosedToPersonalTokens = async (
  database: Database,
  userId: string,
  createdAt: number,
  now: number,
): Promise<ReadonlySet<string>> => {
  const rows = await database.all(listClosed, { userId, age: now - createdAt })
  return new Set(rows.map(({ id }) => id))
}
