import type { Clock } from '../../protocol/clock.ts'
import { auditEvent } from '../audit/record.ts'
import type { Installation } from './installation.ts'
import type { RemoveInstallationPorts } from './remove-installation.ts'

export interface ExpireInstallationsPorts {
  readonly installations: Pick<RemoveInstallationPorts['installations'], 'remove'> & {
    /** Those that have expired and are not removed, the first of them. */
    listExpired(now: number, limit: number): Promise<readonly Installation[]>
  }
  readonly clock: Clock
}

const atMost = 100

/**
 * One run of the job that removes what has expired. It only tidies up: an installation is worth nothing from the moment
 * in which it expires. Two at once do no harm.
 */
export const expireInstallations = async (
  signal: AbortSignal | undefined,
  { installations, clock }: ExpireInstallationsPorts,
): Promise<void> => {
  for (;;) {
    const now = clock.now()
    const expired = await installations.listExpired(now, atMost)
    for (const { id, organizationId, appId } of expired) {
      if (signal?.aborted === true) return
      const event = auditEvent(
        {
          action: 'installation.expired',
          actor: { type: 'system' },
          subject: { type: 'installation', id },
          origin: {},
          organizationId,
          appId,
        },
        { clock },
      )
      await installations.remove(id, now, event)
    }
    if (expired.length < atMost) return
  }
}
