/** Steps that take scopes and actor modes from installations when what they depend on becomes less. */
import { type RawBuilder, sql } from 'kysely'
import type { ActorMode } from '../platform/apps/app.ts'
import type { ScopeRules } from '../platform/installations/scope-rules.ts'
import { scopesBeyondCeiling, scopesNotDeclared } from '../platform/installations/scopes-to-take.ts'
import { type Database, query, type Step } from './database.ts'
import { auditInstallations, type Doing } from './installation-audit.ts'
import { endActorMode, type InstallationIds } from './installation-ends.ts'

/** Scopes that one statement takes: SQL admits only so many calls within one another. */
const batchSize = 50

const padded = sql<string>`' ' || granted_scope || ' '`

const without = (scopes: readonly string[]): RawBuilder<string> =>
  sql<string>`trim(${scopes.reduce((rest, scope) => sql<string>`replace(${rest}, ${` ${scope} `}, ' ')`, padded)})`

/** The names of scopes have neither quotes nor backslashes (RFC 6749 3.3): in JSON they are what they are. */
const asFacts = (scope: RawBuilder<string>): RawBuilder<string> =>
  sql<string>`'{"grantedScopes":' || case when ${scope} = '' then '[]'
    else '["' || replace(${scope}, ' ', '","') || '"]' end || '}'`

/** Takes the scopes from those installations that hold them, with an event for each. */
const takeScopes = (
  database: Database,
  ids: InstallationIds,
  scopes: readonly string[],
  doing: Doing,
  now: number,
): Step[] => {
  const steps: Step[] = []
  for (let from = 0; from < scopes.length; from += batchSize) {
    const left = without(scopes.slice(from, from + batchSize))
    const holders: InstallationIds = (kysely) => ids(kysely).where(sql<boolean>`${left} <> granted_scope`)
    steps.push(
      auditInstallations(database, holders, {
        action: 'installation.narrowed',
        doing,
        now,
        data: {},
        before: asFacts(sql<string>`granted_scope`),
        after: asFacts(left),
      }),
      query(
        database.kysely
          .updateTable('installations')
          .set({ granted_scope: left, updated_at: now })
          .where('id', 'in', holders(database.kysely)),
      ),
    )
  }
  return steps
}

const takeActorMode = (
  database: Database,
  ids: InstallationIds,
  mode: ActorMode,
  doing: Doing,
  now: number,
): Step[] => {
  const [one, other] = [JSON.stringify([mode]), JSON.stringify([mode === 'app' ? 'self' : 'app'])]
  const left = sql<string>`case when actor_modes = ${one} then '[]' else ${other} end`
  const holders: InstallationIds = (kysely) =>
    ids(kysely).where(sql<boolean>`actor_modes like ${`%"${mode}"%`}`)
  const facts = (modes: RawBuilder<string>) => sql<string>`'{"actorModes":' || ${modes} || '}'`
  return [
    auditInstallations(database, holders, {
      action: 'installation.narrowed',
      doing,
      now,
      data: {},
      before: facts(sql<string>`actor_modes`),
      after: facts(left),
    }),
    ...endActorMode(database, holders, mode, now),
    query(
      database.kysely
        .updateTable('installations')
        .set({ actor_modes: left, updated_at: now })
        .where('id', 'in', holders(database.kysely)),
    ),
  ]
}

/**
 * Brings every installation of an organization below a new ceiling. To come after the step that sets it: whoever installs
 * at that moment has done so before, and is seen, or finds the new ceiling. `rules` are those of the whole catalogue.
 */
export const narrowToCeiling = (
  database: Database,
  organizationId: string,
  ceiling: readonly string[] | undefined,
  rules: ScopeRules,
  doing: Doing,
  now: number,
): Step[] => {
  if (ceiling === undefined) return []
  const ids: InstallationIds = (kysely) =>
    kysely
      .selectFrom('installations')
      .select('id')
      .where('removed_at', 'is', null)
      .where('organization_id', '=', organizationId)
  return takeScopes(database, ids, scopesBeyondCeiling(ceiling, rules), doing, now)
}

/**
 * Takes from every installation of an app what the app does not declare any more. To come after the step that changes
 * the app's clients. `declared`: all that any of its clients may ask for, and how the app may act, from now on.
 */
export const narrowToDeclared = (
  database: Database,
  appId: string,
  declared: { readonly scopes: readonly string[]; readonly actorModes: readonly ActorMode[] },
  rules: ScopeRules,
  doing: Doing,
  now: number,
): Step[] => {
  const ids: InstallationIds = (kysely) =>
    kysely
      .selectFrom('installations')
      .select('id')
      .where('removed_at', 'is', null)
      .where('app_id', '=', appId)
  const modes: readonly ActorMode[] = ['self', 'app']
  return [
    ...takeScopes(database, ids, scopesNotDeclared(declared, rules), doing, now),
    ...modes
      .filter((mode) => !declared.actorModes.includes(mode))
      .flatMap((mode) => takeActorMode(database, ids, mode, doing, now)),
  ]
}
