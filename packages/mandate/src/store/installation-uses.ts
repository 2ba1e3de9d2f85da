import type { InstallationUsePorts } from '../platform/installations/installation-uses.ts'
import type { RecordScopeUsesPorts } from '../platform/installations/record-scope-uses.ts'
import { storedScope } from '../protocol/scopes.ts'
import { type Database, step } from './database.ts'
import { inBatches } from './in-batches.ts'
import { statement } from './statement.ts'

const recordUse = statement((db, p: { id: string; at: number }) =>
  db
    .updateTable('installations')
    .set({ last_used_at: p.at })
    .where('id', '=', p.id)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', p.at)])),
)

const addScopeUse = statement((db, p: { id: string; scope: string; count: number; at: number }) =>
  db
    .insertInto('scope_uses')
    .values({ installation_id: p.id, scope: p.scope, uses: p.count, last_used_at: p.at })
    .onConflict((conflict) =>
      conflict.columns(['installation_id', 'scope']).doUpdateSet((eb) => ({
        uses: eb('scope_uses.uses', '+', eb.ref('excluded.uses')),
        last_used_at: eb
          .case()
          .when('scope_uses.last_used_at', '<', eb.ref('excluded.last_used_at'))
          .then(eb.ref('excluded.last_used_at'))
          .else(eb.ref('scope_uses.last_used_at'))
          .end(),
      })),
    ),
)

/** In one order, so that reports which come at once wait for each other instead of getting stuck. */
const inOrder = <Item extends { readonly installationId: string; readonly scope?: string }>(
  items: readonly Item[],
): Item[] =>
  items.toSorted((left, right) => {
    const [one, other] = [`${left.installationId} ${left.scope}`, `${right.installationId} ${right.scope}`]
    return one < other ? -1 : 1
  })

type UseStore = InstallationUsePorts['installations'] & RecordScopeUsesPorts['installations']

/** When installations were last used, and which of their scopes. */
export const createInstallationUseStore = (database: Database): UseStore => ({
  async recordUses(uses) {
    await database.write(inOrder(uses).map(({ installationId: id, at }) => step(recordUse, { id, at })))
  },
  async listHolders(ids) {
    const rows = await inBatches(ids, (batch) =>
      database.kysely
        .selectFrom('installations')
        .select(['id', 'app_id', 'granted_scope'])
        .where('id', 'in', batch)
        .execute(),
    )
    return rows.map((row) => ({
      id: row.id,
      appId: row.app_id,
      grantedScopes: storedScope(row.granted_scope),
    }))
  },
  async addScopeUses(uses) {
    await database.write(
      inOrder(uses).map(({ installationId: id, scope, count, lastUsedAt: at }) =>
        step(addScopeUse, { id, scope, count, at }),
      ),
    )
  },
})
