import { basicAuthorization } from './introspection.ts'
import { askIssuer, IssuerUnavailableError } from './issuer.ts'
import type { GuardSettings } from './settings.ts'
import type { TokenFacts } from './token-facts.ts'

/** Counts what installations use, and reports it in batches. */
export interface ScopeUses {
  /** One request used these scopes. Neither waits nor throws. */
  add(token: TokenFacts, scopes: readonly string[]): void
  /** Reports what there still is. Never rejects. */
  close(): Promise<void>
}

interface Use {
  readonly issuer: string
  readonly installationId: string
  readonly scope: string
  count: number
  lastUsedAt: number
}

/** Beyond so many different uses further ones are forgotten until the next report: they are for show, memory is not. */
const MOST_USES = 10_000
const MOST_PER_REPORT = 500

const nothing: ScopeUses = { add: () => {}, close: async () => {} }

/** Makes the report of `POST {issuer}/api/v1/scope-uses`, or what does nothing where it was not asked for. */
export const createScopeUses = (settings: GuardSettings): ScopeUses => {
  const { reportEverySeconds, clock, issuers, onError } = settings
  if (reportEverySeconds === undefined) return nothing

  let pending = new Map<string, Use>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | undefined
  let isClosed = false

  const count = (use: Use): void => {
    const key = JSON.stringify([use.issuer, use.installationId, use.scope])
    const known = pending.get(key)
    if (known) {
      known.count += use.count
      known.lastUsedAt = Math.max(known.lastUsedAt, use.lastUsedAt)
    } else if (pending.size < MOST_USES) pending.set(key, use)
  }

  /** Whether the uses need not be sent again: they were taken, or will never be. */
  const send = async (issuer: string, uses: readonly Use[]): Promise<boolean> => {
    const client = issuers.find((one) => one.issuer === issuer)?.client
    if (!client) return true
    const url = `${issuer.replace(/\/$/, '')}/api/v1/scope-uses`
    const body = JSON.stringify({
      uses: uses.map(({ installationId, scope, count, lastUsedAt }) => ({
        installationId,
        scope,
        count,
        lastUsedAt: new Date(Math.floor(lastUsedAt) * 1000).toISOString(),
      })),
    })
    const headers = { authorization: basicAuthorization(client), 'content-type': 'application/json' }
    const { status, body: answer } = await askIssuer(settings, url, { method: 'POST', headers, body })
    await answer?.cancel()
    if (status >= 200 && status < 300) return true
    onError(new IssuerUnavailableError(`${url} answered ${status}`))
    return status < 500 && status !== 429
  }

  const sendAll = async (): Promise<void> => {
    const uses = [...pending.values()]
    pending = new Map()
    for (const { issuer } of issuers) {
      const own = uses.filter((use) => use.issuer === issuer)
      for (let start = 0; start < own.length; start += MOST_PER_REPORT) {
        const batch = own.slice(start, start + MOST_PER_REPORT)
        const isDone = await send(issuer, batch).catch((error: Error) => onError(error))
        if (!isDone) batch.forEach(count)
      }
    }
  }

  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    sending ??= sendAll()
      // An `onError` that throws must not end the process.
      .catch(() => {})
      .finally(() => {
        sending = undefined
        if (pending.size > 0) arm()
      })
    return sending
  }

  const arm = (): void => {
    if (timer !== undefined || isClosed) return
    timer = setTimeout(() => void flush(), reportEverySeconds * 1000)
    // A report that is due keeps no process alive; `close` sends it. Where timers are numbers there is no such call.
    if (typeof timer === 'object') timer.unref()
  }

  return {
    add: ({ issuer, installationId }, scopes) => {
      if (installationId === undefined || isClosed) return
      for (const scope of scopes) count({ issuer, installationId, scope, count: 1, lastUsedAt: clock() })
      if (pending.size > 0 && !sending) arm()
    },
    close: async () => {
      isClosed = true
      await sending
      await flush()
    },
  }
}
