import type { Background } from '../background.ts'
import type { Mails } from '../mail/mails.ts'
import type { ApprovalRequest } from './installation.ts'

export interface NotifyRequesterPorts {
  readonly approvalRequests: {
    /** The confirmed address of somebody who is not disabled. */
    findAddress(userId: string): Promise<string | undefined>
  }
  readonly mails: Pick<Mails, 'approvalDecided'>
  readonly background: Background
}

/** Tells those who asked that it was decided, behind the answer. */
export const notifyRequesters = (
  decided: readonly Pick<ApprovalRequest, 'id' | 'requestedBy'>[],
  organizationSlug: string,
  { approvalRequests, mails, background }: NotifyRequesterPorts,
): void => {
  if (decided.length === 0) return
  background.run('mails about decided requests', async () => {
    for (const { id, requestedBy } of decided) {
      const address = await approvalRequests.findAddress(requestedBy)
      if (address !== undefined) mails.approvalDecided(address, { organizationSlug, requestId: id })
    }
  })
}
