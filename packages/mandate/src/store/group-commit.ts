import type { DatabaseSync } from 'node:sqlite'
import { bound, type Step, type WriteOutcome } from './database.ts'
import type { Value } from './statement.ts'

interface PendingWrite {
  readonly steps: readonly Step[]
  resolve(outcome: WriteOutcome): void
  reject(error: unknown): void
}

/**
 * A group is committed after so many turns of the event loop that brought nothing new: the answers of the group before
 * leave one turn after its commit, and what their receivers ask next comes a turn later. For a write that comes alone,
 * that is microseconds.
 */
const quietTurns = 2
/** Nor does a group wait for more writes than this. */
const largestGroup = 64

const constraintViolations = new Set([1555, 2067]) // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE

const isConflict = (error: unknown): boolean =>
  constraintViolations.has((error as { errcode?: number }).errcode ?? 0)

/** A write failed that had changed rows before, in a transaction that holds others too. */
class LeftChanges extends Error {}

export interface GroupCommit {
  /** Resolves when the commit that carries the steps is on disk. */
  write(steps: readonly Step[]): Promise<WriteOutcome>
  /** Commits what waits, at once. */
  flush(): void
}

/** Lets writes that arrive close together share one transaction, and with it one `fdatasync`. */
export const createGroupCommit = (
  connection: DatabaseSync,
  /** Executes a statement, and says how many rows it changed. */
  change: (sql: string, values: Value[]) => number,
): GroupCommit => {
  const begin = connection.prepare('begin immediate')
  const commit = connection.prepare('commit')
  const rollback = connection.prepare('rollback')
  const savepoint = connection.prepare('savepoint one_write')
  const rollbackToSavepoint = connection.prepare('rollback to one_write')
  const release = connection.prepare('release one_write')

  /** @throws LeftChanges where a write fails that cannot be undone by itself. */
  const carryOut = (steps: readonly Step[], canBeUndone: boolean): WriteOutcome => {
    let changed = 0
    for (const [index, one] of steps.entries()) {
      const { sql, values } = bound(one, 'sqlite')
      let conflict = false
      try {
        const changes = change(sql, values)
        changed += changes
        if (one.expectedRows === undefined || changes === one.expectedRows) continue
      } catch (error) {
        if (!isConflict(error)) throw error
        conflict = true
      }
      if (changed > 0 && !canBeUndone) throw new LeftChanges()
      return { committed: false, failedAt: index, conflict }
    }
    return { committed: true }
  }

  const carryOutInSavepoint = (steps: readonly Step[]): WriteOutcome => {
    savepoint.run()
    let outcome: WriteOutcome | undefined
    try {
      outcome = carryOut(steps, true)
      return outcome
    } finally {
      // Errors such as a full disk end the whole transaction.
      if (connection.isTransaction) {
        if (!outcome?.committed) rollbackToSavepoint.run()
        release.run()
      }
    }
  }

  /** Every write bare; undefined, with changes to be rolled back, if one of them must be undone alone. */
  const carryOutBare = (writes: readonly PendingWrite[]): (() => void)[] | undefined => {
    try {
      return writes.map((write) => {
        const outcome = carryOut(write.steps, false)
        return () => write.resolve(outcome)
      })
    } catch {
      return undefined
    }
  }

  const carryOutApart = (writes: readonly PendingWrite[]): (() => void)[] =>
    writes.map((write) => {
      try {
        const outcome = carryOutInSavepoint(write.steps)
        return () => write.resolve(outcome)
      } catch (error) {
        if (!connection.isTransaction) throw error
        return () => write.reject(error)
      }
    })

  let group: PendingWrite[] = []

  /**
   * A savepoint for each write would have SQLite copy every page before it changes. Most writes need none: they succeed,
   * or fail at their first step, before they changed anything. Where another fails, the group is carried out anew.
   */
  const flush = () => {
    const writes = group
    group = []
    if (writes.length === 0) return
    let outcomes: (() => void)[] | undefined
    try {
      begin.run()
      outcomes = carryOutBare(writes)
      if (!outcomes) {
        if (connection.isTransaction) rollback.run()
        begin.run()
        outcomes = carryOutApart(writes)
      }
      commit.run()
    } catch (error) {
      if (connection.isTransaction) rollback.run()
      for (const write of writes) write.reject(error)
      return
    }
    for (const settle of outcomes) settle()
  }

  let seen = 0
  let quiet = 0
  // The check phase follows the poll phase in which requests are read.
  const atTurnsEnd = () => {
    quiet = group.length > seen ? 0 : quiet + 1
    seen = group.length
    if (quiet < quietTurns && seen < largestGroup) {
      setImmediate(atTurnsEnd)
      return
    }
    seen = 0
    quiet = 0
    flush()
  }

  return {
    write: (steps) =>
      new Promise((resolve, reject) => {
        group.push({ steps, resolve, reject })
        if (group.length === 1) setImmediate(atTurnsEnd)
      }),
    flush,
  }
}
