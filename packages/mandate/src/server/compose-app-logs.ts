import { createSecretUses } from '../platform/apps/secret-uses.ts'
import { createAttemptLog } from '../platform/attempts/attempt-log.ts'
import type { Clock } from '../protocol/clock.ts'
import { deriveKey } from '../protocol/sealing.ts'
import { createAttemptStore } from '../store/attempts.ts'
import type { Database } from '../store/database.ts'
import { createSecretUseStore } from '../store/secret-uses.ts'
import type { ApplicationOptions } from './http/application.ts'
import type { Log } from './log.ts'

/** What is kept of requests without any of them waiting for it. */
export interface AppLogs {
  readonly recordAttempt: ApplicationOptions['recordAttempt']
  readonly secretUsed: (secretId: string) => void
  /** Writes what has gathered; to be called every second. */
  readonly flush: () => Promise<void>
  /** Writes what is left, before the end. A failure is logged: it keeps nothing from ending. */
  readonly stop: () => Promise<void>
}

export const composeAppLogs = (options: {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly secret: string
}): AppLogs => {
  const { database, clock, log } = options
  const attempts = createAttemptLog({
    attempts: createAttemptStore(database),
    clock,
    key: deriveKey(options.secret, 'users of attempts'),
  })
  const uses = createSecretUses({ secrets: createSecretUseStore(database), clock })
  let droppedBefore = 0
  const flush = async (): Promise<void> => {
    await Promise.all([attempts.flush(), uses.flush()])
    const dropped = attempts.dropped()
    if (dropped > droppedBefore)
      log.warn({ dropped: dropped - droppedBefore }, 'attempts of apps came too fast to be kept')
    droppedBefore = dropped
  }
  return {
    recordAttempt: attempts.record,
    secretUsed: uses.used,
    flush,
    stop: () =>
      flush().catch((error: unknown) => log.error({ error }, 'the last attempts of apps could not be kept')),
  }
}
