import type { Clock } from '../../protocol/clock.ts'
import { type AuditEvent, auditEvent } from '../audit/record.ts'
import type { FindInstallationPorts } from './find-installation.ts'
import type { InstallationInput } from './suspend-installation.ts'

export interface RemoveInstallationPorts {
  readonly installations: FindInstallationPorts['installations'] & {
    /**
     * If it is not removed yet, with its codes, token families, consents and requests, and the event, as one. Nothing of
     * it comes back: the app can be installed anew, as another installation.
     */
    remove(id: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

/** Ends for ever what an app may do in an organization, at whatever point it is. False if it is over already. */
export const removeInstallation = async (
  { installationId, actor, origin }: InstallationInput,
  { installations, clock }: RemoveInstallationPorts,
): Promise<boolean> => {
  const found = await installations.findInstallation(installationId)
  if (!found || found.removedAt !== undefined) return false
  const { id, organizationId, appId, grantedScopes, actorModes } = found
  const event = auditEvent(
    {
      action: 'installation.removed',
      actor,
      subject: { type: 'installation', id },
      origin,
      organizationId,
      appId,
      data: { grantedScopes, actorModes },
    },
    { clock },
  )
  return installations.remove(id, clock.now(), event)
}
