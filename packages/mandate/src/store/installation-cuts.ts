import { sql } from 'kysely'
import type { ActorMode } from '../platform/apps/app.ts'
import type { Doing } from '../platform/apps/app-event.ts'
import { auditEvent } from '../platform/audit/record.ts'
import { grantableScopes } from '../platform/installations/grantable-scopes.ts'
import { withImplied } from '../platform/installations/scope-rules.ts'
import { storedScope } from '../protocol/scopes.ts'
import { auditStep } from './audit-events.ts'
import { createCatalogue } from './catalogue.ts'
import { type Database, query, type Step } from './database.ts'
import { installationOf } from './installation-rows.ts'

/** What an app declares. */
export interface Declared {
  readonly scopes: readonly string[]
  readonly actorModes: readonly ActorMode[]
}

const allModes: readonly ActorMode[] = ['app', 'self']

/**
 * Steps that take from the installations of an app what it no longer declares, so that no row ever holds more than it
 * may. They come after the step that changes the app: that one holds its row, for which whoever installs waits. The last
 * step fails if an installation got something in between that would have to be cut, too.
 */
export const cutInstallationsOfApp = async (
  database: Database,
  appId: string,
  before: Declared,
  after: Declared,
  now: number,
  { actor, origin }: Doing,
): Promise<Step[]> => {
  const { kysely } = database
  const rules = await createCatalogue(database).scopeRules()
  const kept = new Set(withImplied(after.scopes, rules))
  const lostScopes = withImplied(before.scopes, rules).filter((scope) => !kept.has(scope))
  const lostModes = allModes.filter((mode) => !after.actorModes.includes(mode))
  const losesModes = before.actorModes.some((mode) => lostModes.includes(mode))
  if (lostScopes.length === 0 && !losesModes) return []

  const rows = await kysely
    .selectFrom('installations')
    .innerJoin('organizations', 'organizations.id', 'installations.organization_id')
    .where('app_id', '=', appId)
    .where('removed_at', 'is', null)
    .selectAll('installations')
    .select('organizations.scope_ceiling')
    .execute()
  const steps = rows.flatMap((row): Step[] => {
    const installation = installationOf(row)
    const actorModes = installation.actorModes.filter((mode) => after.actorModes.includes(mode))
    const ceiling = row.scope_ceiling === null ? undefined : storedScope(row.scope_ceiling)
    const bounds = { declaredScopes: after.scopes, ceiling, actorModes }
    const grantedScopes = grantableScopes(installation.grantedScopes, bounds, rules)
    const columns = { granted_scope: grantedScopes.join(' '), actor_modes: JSON.stringify(actorModes) }
    if (columns.granted_scope === row.granted_scope && columns.actor_modes === row.actor_modes) return []
    const cut = kysely
      .updateTable('installations')
      .set({ ...columns, updated_at: now })
      .where('id', '=', row.id)
      .where('granted_scope', '=', row.granted_scope)
      .where('actor_modes', '=', row.actor_modes)
      .where('removed_at', 'is', null)
    const event = auditEvent(
      {
        action: 'installation.narrowed',
        actor,
        origin,
        subject: { type: 'installation', id: row.id },
        organizationId: row.organization_id,
        appId,
        before: { grantedScopes: installation.grantedScopes, actorModes: installation.actorModes },
        after: { grantedScopes, actorModes },
      },
      { clock: { now: () => now } },
    )
    return [query(cut, 1), auditStep(event)]
  })

  const uncut = kysely
    .selectFrom('installations')
    .where('app_id', '=', appId)
    .where('removed_at', 'is', null)
    .where((where) =>
      where.or([
        ...lostScopes.map(
          (scope) =>
            sql<boolean>`replace(' ' || granted_scope || ' ', ${` ${scope} `}, '') <> ' ' || granted_scope || ' '`,
        ),
        ...lostModes.map((mode) => sql<boolean>`replace(actor_modes, ${`"${mode}"`}, '') <> actor_modes`),
      ]),
    )
    .select('id')
  const nothingLeft = kysely
    .updateTable('apps')
    .set((set) => ({ updated_at: set.ref('updated_at') }))
    .where('id', '=', appId)
    .where((where) => where.not(where.exists(uncut)))
  return [...steps, query(nothingLeft, 1)]
}
