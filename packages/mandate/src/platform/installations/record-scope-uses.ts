import type { Clock } from '../../protocol/clock.ts'
import { loadScopeRules, type SituationPorts } from './install-situation.ts'
import { type ScopeRules, withImplied } from './scope-rules.ts'

/** How often an installation used a scope since the last report. */
export interface ReportedScopeUse {
  readonly installationId: string
  readonly scope: string
  readonly count: number
  /** Epoch seconds. */
  readonly lastUsedAt: number
}

/** The client with which a resource server asks about tokens. */
export interface ScopeUseReporter {
  readonly appId: string
  /** Whose tokens it may ask about: those of its own app, those for the resources that it serves, or any. */
  readonly introspection: 'own' | 'audience' | 'any'
  readonly serves: readonly string[]
}

export interface RecordScopeUsesPorts extends Pick<SituationPorts, 'catalogue'> {
  readonly resources: {
    findResource(identifier: string): Promise<{ readonly scopes: readonly string[] } | undefined>
  }
  readonly installations: {
    /** Those of the ids that there are, removed ones too. */
    listHolders(
      ids: readonly string[],
    ): Promise<
      readonly { readonly id: string; readonly appId: string; readonly grantedScopes: readonly string[] }[]
    >
    /** Adds to what was counted before; never sets a time back. */
    addScopeUses(uses: readonly ReportedScopeUse[]): Promise<void>
  }
  readonly clock: Clock
}

/** What is reported late may be about a scope that was taken meanwhile; what comes from the future is not believed. */
const longestDelay = 7 * 86_400

/** The scopes about which a resource server may say anything; undefined: all. */
const scopesOf = async (
  { introspection, serves }: ScopeUseReporter,
  rules: ScopeRules,
  { resources }: RecordScopeUsesPorts,
): Promise<ReadonlySet<string> | undefined> => {
  if (introspection !== 'audience') return undefined
  const served = await Promise.all(serves.map((identifier) => resources.findResource(identifier)))
  return new Set(
    withImplied(
      served.flatMap((resource) => resource?.scopes ?? []),
      rules,
    ),
  )
}

/**
 * Counts which of their scopes installations use. Of installations and scopes that are not the reporter's business, and
 * of those that are not there, nothing is counted; they cannot be told apart.
 */
export const recordScopeUses = async (
  { reporter, uses }: { readonly reporter: ScopeUseReporter; readonly uses: readonly ReportedScopeUse[] },
  ports: RecordScopeUsesPorts,
): Promise<{ readonly accepted: number; readonly ignored: number }> => {
  const { installations, clock } = ports
  const now = clock.now()
  const scopes = await scopesOf(reporter, await loadScopeRules(ports), ports)
  const ids = [...new Set(uses.map(({ installationId }) => installationId))]
  const holders = new Map((await installations.listHolders(ids)).map((holder) => [holder.id, holder]))
  const isItsBusiness = ({ installationId, scope, count, lastUsedAt }: ReportedScopeUse): boolean => {
    const holder = holders.get(installationId)
    if (holder === undefined || !holder.grantedScopes.includes(scope)) return false
    if (reporter.introspection === 'own' && holder.appId !== reporter.appId) return false
    if (scopes !== undefined && !scopes.has(scope)) return false
    return Number.isSafeInteger(count) && count > 0 && lastUsedAt > now - longestDelay
  }
  const byKey = new Map<string, ReportedScopeUse>()
  let accepted = 0
  for (const use of uses.filter(isItsBusiness)) {
    accepted++
    const key = `${use.installationId} ${use.scope}`
    const known = byKey.get(key)
    byKey.set(key, {
      ...use,
      count: use.count + (known?.count ?? 0),
      lastUsedAt: Math.min(now, Math.max(use.lastUsedAt, known?.lastUsedAt ?? 0)),
    })
  }
  if (byKey.size > 0) await installations.addScopeUses([...byKey.values()])
  return { accepted, ignored: uses.length - accepted }
}
