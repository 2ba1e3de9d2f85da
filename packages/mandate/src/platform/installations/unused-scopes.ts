/** After so long without use a scope counts as unused. Seconds. */
const unusedAfter = 90 * 86_400

export interface ScopeUse {
  readonly scope: string
  /** As often as resource servers reported it. */
  readonly uses: number
  readonly lastUsedAt: number
}

/** Those granted that were never used, or not for 90 days, as far as resource servers reported it. */
export const unusedScopes = (
  grantedScopes: readonly string[],
  uses: readonly ScopeUse[],
  now: number,
): readonly string[] => {
  const recent = new Set(
    uses.filter(({ lastUsedAt }) => lastUsedAt > now - unusedAfter).map(({ scope }) => scope),
  )
  return grantedScopes.filter((scope) => !recent.has(scope))
}
