import type { DecideApprovalPorts } from '../platform/installations/decide-approval.ts'
import type { RequestApprovalPorts } from '../platform/installations/request-approval.ts'
import type { Database } from './database.ts'
import { approvalRequestOf } from './installation-rows.ts'

export type ApprovalRequestStore = DecideApprovalPorts['approvalRequests'] &
  RequestApprovalPorts['approvalRequests']

/** Who waits for an admin, and to whom mails about it go. */
export const createApprovalRequestStore = ({ kysely }: Database): ApprovalRequestStore => ({
  async findRequest(id) {
    const row = await kysely
      .selectFrom('approval_requests')
      .innerJoin('installations', 'installations.id', 'approval_requests.installation_id')
      .selectAll('approval_requests')
      .select(['installations.app_id', 'installations.organization_id'])
      .where('approval_requests.id', '=', id)
      .executeTakeFirst()
    return row && { ...approvalRequestOf(row), appId: row.app_id, organizationId: row.organization_id }
  },
  async listAdminAddresses(organizationId) {
    const rows = await kysely
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .select('users.email')
      .where('memberships.organization_id', '=', organizationId)
      .where('memberships.role', 'in', ['owner', 'admin'])
      .where('users.email_verified_at', 'is not', null)
      .where('users.disabled_at', 'is', null)
      .execute()
    return rows.map(({ email }) => email)
  },
  async findAddress(userId) {
    const row = await kysely
      .selectFrom('users')
      .select('email')
      .where('id', '=', userId)
      .where('email_verified_at', 'is not', null)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    return row?.email
  },
})
