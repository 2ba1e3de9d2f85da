import type { TestServer } from 'mandate-testkit'
import type { DecideApprovalPorts } from '../../src/platform/installations/decide-approval.ts'
import { createApprovalRequestStore } from '../../src/store/approval-requests.ts'
import { createInstallationStore } from '../../src/store/installations.ts'
import { createScopeStore } from '../../src/store/scopes.ts'

/** What the verbs about installations need, over the database of a running server; mails go nowhere. */
export const installationPortsOf = ({ database, clock }: TestServer): DecideApprovalPorts => ({
  installations: createInstallationStore(database),
  approvalRequests: createApprovalRequestStore(database),
  catalogue: createScopeStore(database),
  mails: { approvalDecided: () => undefined },
  background: { run: () => undefined, settled: async () => undefined },
  clock,
})
