import type { ActorMode } from '../platform/apps/app.ts'
import type { Doing } from '../platform/apps/app-event.ts'
import { loadScopeRules } from '../platform/installations/install-situation.ts'
import { withImplied } from '../platform/installations/scope-rules.ts'
import type { Database, Step } from './database.ts'
import { narrowToDeclared } from './installation-narrowing.ts'
import { createScopeStore } from './scopes.ts'

/** What an app declares. */
export interface Declared {
  readonly scopes: readonly string[]
  readonly actorModes: readonly ActorMode[]
}

/**
 * Steps that take from the installations of an app what it no longer declares, so that no row ever holds more than it
 * may, and end what acts in a mode that it lost. They come after the steps that change the app and its client: those hold
 * the rows for which whoever installs waits.
 */
export const cutInstallationsOfApp = async (
  database: Database,
  appId: string,
  before: Declared,
  after: Declared,
  now: number,
  doing: Doing,
): Promise<Step[]> => {
  const rules = await loadScopeRules({ catalogue: createScopeStore(database) })
  const kept = new Set(withImplied(after.scopes, rules))
  const losesScopes = withImplied(before.scopes, rules).some((scope) => !kept.has(scope))
  const losesModes = before.actorModes.some((mode) => !after.actorModes.includes(mode))
  return losesScopes || losesModes ? narrowToDeclared(database, appId, after, rules, doing, now) : []
}
