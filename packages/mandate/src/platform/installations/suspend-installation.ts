/**
 * Suspending: the app gets nothing from the organization until it is reinstated. Its tokens are refused meanwhile, and
 * then are good again; codes that were not redeemed end.
 */
import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { FindInstallationPorts } from './find-installation.ts'
import { statusOf } from './status-of.ts'

export interface SuspendInstallationPorts {
  readonly installations: FindInstallationPorts['installations'] & {
    /** If it is active. Its codes end; all with the event, as one. */
    suspend(id: string, now: number, event: AuditEvent): Promise<boolean>
    /** If it is suspended. With the event, as one. */
    reinstate(id: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

/** Who may is for the caller to know: see `policy.ts`. */
export interface InstallationInput {
  readonly installationId: string
  readonly actor: Actor
  readonly origin: RequestOrigin
}

const changing =
  (action: 'installation.suspended' | 'installation.reinstated', from: 'active' | 'suspended') =>
  async (
    { installationId, actor, origin }: InstallationInput,
    { installations, clock }: SuspendInstallationPorts,
  ): Promise<boolean> => {
    const found = await installations.findInstallation(installationId)
    if (!found || statusOf(found, clock.now()) !== from) return false
    const { id, organizationId, appId } = found
    const subject = { type: 'installation', id } as const
    const event = auditEvent({ action, actor, subject, origin, organizationId, appId }, { clock })
    const change = from === 'active' ? installations.suspend : installations.reinstate
    return change(id, clock.now(), event)
  }

/** False if it is not active. */
export const suspendInstallation = changing('installation.suspended', 'active')

/** False if it is not suspended. */
export const reinstateInstallation = changing('installation.reinstated', 'suspended')
