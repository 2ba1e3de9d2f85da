import type { Clock } from '../../protocol/clock.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { FindRequestPorts } from './decide-approval.ts'

export interface WithdrawRequestPorts {
  readonly approvalRequests: FindRequestPorts['approvalRequests'] & {
    /**
     * If it waits: with the event, and with an installation that holds nothing and for which nobody else waits, as one.
     */
    withdraw(
      request: { readonly id: string; readonly installationId: string },
      now: number,
      event: AuditEvent,
    ): Promise<boolean>
  }
  readonly clock: Clock
}

/** Takes back what somebody asked for. Another's is not found; false also if it was decided. */
export const withdrawRequest = async (
  input: { readonly requestId: string; readonly userId: string; readonly origin: RequestOrigin },
  { approvalRequests, clock }: WithdrawRequestPorts,
): Promise<boolean> => {
  const { requestId, userId, origin } = input
  const found = await approvalRequests.findRequest(requestId)
  if (!found || found.requestedBy !== userId || found.decidedAt !== undefined) return false
  const { installationId, organizationId, appId } = found
  const event = auditEvent(
    {
      action: 'installation.request_ended',
      actor: { type: 'user', userId },
      subject: { type: 'installation', id: installationId },
      origin,
      organizationId,
      appId,
      data: { requestId },
    },
    { clock },
  )
  return approvalRequests.withdraw({ id: requestId, installationId }, clock.now(), event)
}
