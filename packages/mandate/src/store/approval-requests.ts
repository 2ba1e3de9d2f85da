import type { DecideApprovalPorts } from '../platform/installations/decide-approval.ts'
import type { ListRequestsPorts } from '../platform/installations/list-requests.ts'
import type { RequestApprovalPorts } from '../platform/installations/request-approval.ts'
import type { WithdrawRequestPorts } from '../platform/installations/withdraw-request.ts'
import { storedScope } from '../protocol/scopes.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query } from './database.ts'
import { oneInstallation, removeForgotten } from './installation-ends.ts'
import { approvalRequestOf } from './installation-rows.ts'

export type ApprovalRequestStore = DecideApprovalPorts['approvalRequests'] &
  RequestApprovalPorts['approvalRequests'] &
  ListRequestsPorts['approvalRequests'] &
  WithdrawRequestPorts['approvalRequests']

/** Who waits for an admin, and to whom mails about it go. */
export const createApprovalRequestStore = (database: Database): ApprovalRequestStore => {
  const { kysely } = database
  const listed = () =>
    kysely
      .selectFrom('approval_requests')
      .innerJoin('installations', 'installations.id', 'approval_requests.installation_id')
      .innerJoin('apps', 'apps.id', 'installations.app_id')
      .innerJoin('users as requester', 'requester.id', 'approval_requests.requested_by')
      .leftJoin('users as decider', 'decider.id', 'approval_requests.decided_by')
      .selectAll('approval_requests')
      .select([
        'installations.app_id',
        'installations.organization_id',
        'installations.granted_scope',
        'apps.name as app_name',
        'requester.email as requester_email',
        'requester.name as requester_name',
        'decider.email as decider_email',
        'decider.name as decider_name',
      ])

  type Row = Awaited<ReturnType<ReturnType<typeof listed>['execute']>>[number]

  const listedOf = (row: Row) => ({
    ...approvalRequestOf(row),
    appId: row.app_id,
    appName: row.app_name,
    organizationId: row.organization_id,
    requester: {
      id: row.requested_by,
      email: row.requester_email,
      name: row.requester_name ?? undefined,
    },
    decider:
      row.decided_by === null || row.decider_email === null
        ? undefined
        : { id: row.decided_by, email: row.decider_email, name: row.decider_name ?? undefined },
    grantedScopes: storedScope(row.granted_scope),
  })

  return {
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
    async listRequests({ organizationId, appId, installationId, requestedBy, decided, after, limit }) {
      let found = listed().orderBy('approval_requests.id').limit(limit)
      if (organizationId !== undefined)
        found = found.where('installations.organization_id', '=', organizationId)
      if (appId !== undefined) found = found.where('installations.app_id', '=', appId)
      if (installationId !== undefined) found = found.where('installations.id', '=', installationId)
      if (requestedBy !== undefined) found = found.where('approval_requests.requested_by', '=', requestedBy)
      if (after !== undefined) found = found.where('approval_requests.id', '>', after)
      if (decided !== undefined)
        found = found.where('approval_requests.decided_at', decided ? 'is not' : 'is', null)
      return (await found.execute()).map(listedOf)
    },
    async findListedRequest(id) {
      const row = await listed().where('approval_requests.id', '=', id).executeTakeFirst()
      return row && listedOf(row)
    },
    async withdraw({ id, installationId }, now, event) {
      const hold = kysely
        .updateTable('installations')
        .set({ updated_at: now })
        .where('id', '=', installationId)
        .where('removed_at', 'is', null)
      const withdraw = kysely
        .updateTable('approval_requests')
        .set({ decided_at: now })
        .where('id', '=', id)
        .where('decided_at', 'is', null)
      const steps = [
        query(hold, 1),
        query(withdraw, 1),
        removeForgotten(database, oneInstallation(installationId), now),
        auditStep(event),
      ]
      return (await database.write(steps)).committed
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
    async hasAskedSince({ appId, organizationId, userId }, since) {
      const row = await kysely
        .selectFrom('approval_requests')
        .innerJoin('installations', 'installations.id', 'approval_requests.installation_id')
        .select('approval_requests.id')
        .where('approval_requests.requested_by', '=', userId)
        .where('approval_requests.created_at', '>', since)
        .where('installations.app_id', '=', appId)
        .where('installations.organization_id', '=', organizationId)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
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
  }
}
