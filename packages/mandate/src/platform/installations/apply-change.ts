import type { AuditEvent } from '../audit/record.ts'
import type { InstallSituation } from './install-situation.ts'
import type { ApprovalRequest, Installation } from './installation.ts'

/** What an installation and the requests for it are to become. */
export interface InstallationChange {
  /** A new one, or the one of the situation as it shall be. */
  readonly installation?: Installation | undefined
  /** That the one of the situation is over: it makes room for a new one. */
  readonly expiredAt?: number | undefined
  /** New requests, and those of the situation that were changed or decided. */
  readonly requests: readonly ApprovalRequest[]
  readonly events: readonly AuditEvent[]
}

export interface ApplyChangePorts {
  readonly installations: {
    /** Carries out a change as one, if all is still as the situation says. False: it is not, and nothing was done. */
    apply(situation: InstallSituation, change: InstallationChange): Promise<boolean>
  }
}

const attempts = 25

/**
 * Looks, decides and acts, and looks again if something changed in between. `tryOnce` answers undefined then.
 * @throws when it changes all the time
 */
export const untilSettled = async <Outcome>(
  tryOnce: () => Promise<Outcome | undefined>,
): Promise<Outcome> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const outcome = await tryOnce()
    if (outcome !== undefined) return outcome
  }
  throw new Error(`what an installation depends on changed ${attempts} times while it was looked at`)
}
