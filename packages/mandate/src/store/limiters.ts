import { CompiledQuery } from 'kysely'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Limit, Limiter, Meter, Reading, ThrottlePorts } from '../platform/sign-in/throttle.ts'
import type { Database } from './database.ts'

/** The database's own connections, in the form in which the library asks for a pool. */
const poolOf = ({ kysely }: Database) => ({
  async query({ text, values = [] }: { text: string; values?: readonly unknown[] }) {
    const { rows } = await kysely.executeQuery(CompiledQuery.raw(text, [...values]))
    return { rows, rowCount: rows.length }
  },
})

/** The library is loaded when somebody first tries something: a start does not wait for it. */
const loadLibrary = () => import('rate-limiter-flexible')

const limiterOf = (create: () => Promise<RateLimiterAbstract>): Limiter => {
  let created: Promise<RateLimiterAbstract> | undefined
  const counts = () => {
    created ??= create()
    return created
  }
  return {
    async take(key) {
      try {
        await (await counts()).consume(key)
        return undefined
      } catch (refused) {
        const { RateLimiterRes } = await loadLibrary()
        if (!(refused instanceof RateLimiterRes)) throw refused
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
      }
    },
    async giveBack(key) {
      await (await counts()).reward(key)
    },
  }
}

const meterOf = (create: () => Promise<RateLimiterAbstract>): Meter => {
  let created: Promise<RateLimiterAbstract> | undefined
  return {
    async count(key) {
      created ??= create()
      const counter = await created
      const { RateLimiterRes } = await loadLibrary()
      const readingOf = (result: unknown, within: boolean): Reading => {
        if (!(result instanceof RateLimiterRes)) throw result
        const { remainingPoints: remaining, msBeforeNext } = result
        return { within, remaining, resetAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) }
      }
      return counter.consume(key).then(
        (taken) => readingOf(taken, true),
        (refused) => readingOf(refused, false),
      )
    },
  }
}

/**
 * Counts attempts: on SQLite, which has one process, in its memory; on PostgreSQL in the table `attempt_counts`, which
 * all instances share. Keys that are over their limit are refused from memory there, so that a flood costs no queries.
 */
const countersOf = (database: Database) => {
  const inMemory = async ({ points, seconds }: Limit): Promise<RateLimiterAbstract> => {
    const { RateLimiterMemory } = await loadLibrary()
    return new RateLimiterMemory({ points, duration: seconds })
  }
  const shared = async (name: string, { points, seconds }: Limit): Promise<RateLimiterAbstract> => {
    const { RateLimiterPostgres } = await loadLibrary()
    return new RateLimiterPostgres({
      storeClient: poolOf(database),
      storeType: 'pool',
      tableName: 'attempt_counts',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration: seconds,
      inMemoryBlockOnConsumed: points + 1,
    })
  }
  return (name: string, limit: Limit): Promise<RateLimiterAbstract> =>
    database.dialect === 'sqlite' ? inMemory(limit) : shared(name, limit)
}

export const createLimiters = (database: Database): ThrottlePorts['limiters'] => {
  const counters = countersOf(database)
  return (name, limit) => limiterOf(() => counters(name, limit))
}

/** The same counts, for those who are told how much is left. */
export const createMeters = (database: Database): ((name: string, limit: Limit) => Meter) => {
  const counters = countersOf(database)
  return (name, limit) => meterOf(() => counters(name, limit))
}
