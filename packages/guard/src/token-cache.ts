import type { TokenFacts } from './token-facts.ts'

const MOST_ENTRIES = 10_000

/** Remembers for a few seconds what was said of an active token, never longer than the token lives. */
export interface TokenCache {
  find(token: string): Promise<TokenFacts | undefined>
  keep(token: string, facts: TokenFacts): Promise<void>
}

/** By a hash, so that a heap dump of the API does not list the tokens of its callers. */
const keyOf = async (token: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
}

/** Makes a cache that holds at most ten thousand answers for `cacheSeconds`. */
export const createTokenCache = (cacheSeconds: number, clock: () => number): TokenCache => {
  const entries = new Map<string, { readonly facts: TokenFacts; readonly until: number }>()
  return {
    find: async (token) => {
      const key = await keyOf(token)
      const entry = entries.get(key)
      if (!entry) return undefined
      if (clock() < entry.until) return entry.facts
      entries.delete(key)
      return undefined
    },
    keep: async (token, facts) => {
      const key = await keyOf(token)
      entries.delete(key)
      entries.set(key, {
        facts,
        until: Math.min(clock() + cacheSeconds, facts.expiresAt ?? Number.POSITIVE_INFINITY),
      })
      const oldest = entries.keys().next()
      if (entries.size > MOST_ENTRIES && !oldest.done) entries.delete(oldest.value)
    },
  }
}
