import { z } from 'zod'
import {
  approveRequest,
  type DecideApprovalPorts,
  denyRequest,
} from '../../../platform/installations/decide-approval.ts'
import {
  describeRequest,
  type ListedRequest,
  type ListRequestsPorts,
  listRequests,
} from '../../../platform/installations/list-requests.ts'
import { longestReason } from '../../../platform/installations/longest-reason.ts'
import {
  type RequestApprovalPorts,
  requestApproval,
} from '../../../platform/installations/request-approval.ts'
import {
  type WithdrawRequestPorts,
  withdrawRequest,
} from '../../../platform/installations/withdraw-request.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import { readable, scopeName } from '../../../platform/state/state-fields.ts'
import { pageOf, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { type Found, routeWith } from '../route.ts'
import { pageQuery, time } from '../schemas.ts'
import { findOrganization } from './find-organization.ts'
import { installRefused } from './install-refusals.ts'
import { actorMode, person } from './installation-schemas.ts'

export interface ApprovalRequestRoutePorts
  extends Omit<RequestApprovalPorts, 'approvalRequests' | 'mails'>,
    Omit<DecideApprovalPorts, 'approvalRequests' | 'mails'>,
    FindOrganizationPorts {
  readonly mails: RequestApprovalPorts['mails'] & DecideApprovalPorts['mails']
  readonly approvalRequests: RequestApprovalPorts['approvalRequests'] &
    DecideApprovalPorts['approvalRequests'] &
    ListRequestsPorts['approvalRequests'] &
    WithdrawRequestPorts['approvalRequests']
}

const route = routeWith<ApprovalRequestRoutePorts>()

const approvalRequest = z
  .object({
    id: z.string(),
    installationId: z.string(),
    appId: z.string(),
    appName: z.string(),
    organizationId: z.string(),
    scopes: z.array(z.string()).readonly(),
    actorModes: z.array(actorMode).readonly(),
    reason: z.string().optional(),
    requester: person,
    grantedScopes: z
      .array(z.string())
      .readonly()
      .meta({ description: 'What the installation holds at this moment.' }),
    createdAt: time,
    decidedAt: time.optional(),
    decider: person.optional(),
    approvedScopes: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ description: 'Left out while it waits, and for a denial.' }),
    note: z.string().optional(),
  })
  .meta({ id: 'ApprovalRequest' })

const scopes = z.array(scopeName).max(500)
const words = readable.min(1).max(longestReason)

const decision = z
  .discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('approve'),
      scopes: scopes.optional().meta({ description: 'Left out: all that was asked.' }),
      actorModes: z.array(actorMode).min(1).optional(),
      note: words.optional(),
    }),
    z.strictObject({ decision: z.literal('deny'), note: words.optional() }),
  ])
  .meta({ id: 'Decision' })

const findRequest = async (
  { requestId }: { readonly requestId: string },
  ports: ApprovalRequestRoutePorts,
): Promise<Found<ListedRequest> | undefined> => {
  const thing = await describeRequest(requestId, ports)
  if (!thing) return undefined
  const { organizationId, appId, requester } = thing
  return { thing, subject: { organizationId, appId, userId: requester.id } }
}

export const approvalRequestRoutes = [
  route({
    method: 'GET',
    path: '/organizations/:organizationId/approval-requests',
    id: 'listApprovalRequests',
    tag: 'Installations',
    summary: 'List what members ask the admins for, the oldest first',
    description: 'Members see their own.',
    action: 'approval_request.list',
    late: true,
    query: z.strictObject({
      ...pageQuery,
      decided: z
        .stringbool()
        .optional()
        .meta({ description: 'Only those that were decided, or only those that wait.' }),
      appId: z.string().optional(),
    }),
    status: 200,
    answer: approvalRequest,
    list: true,
    find: findOrganization,
    async handle(
      { thing, query: { limit, decided, appId }, after, caller: { userId }, may, require },
      ports,
    ) {
      const organizationId = thing.id
      const seesAll = may('approval_request.list', { organizationId })
      require('installation.list', { organizationId }, 'organization.read')
      require('approval_request.list', { organizationId, userId }, 'organization.read')
      const filter = { organizationId, decided, appId, requestedBy: seesAll ? undefined : userId }
      const page = { after: textAfter(after), limit: limit + 1 }
      return pageOf(await listRequests({ ...filter, ...page }, ports), limit, ({ id }) => id)
    },
  }),
  route({
    method: 'POST',
    path: '/organizations/:organizationId/approval-requests',
    id: 'requestApproval',
    tag: 'Installations',
    summary: 'Ask the admins of an organization for an app, or for more of it',
    action: 'approval_request.create',
    visible: 'organization.read',
    body: z
      .strictObject({
        appId: z.string().min(1),
        scopes,
        actorModes: z.array(actorMode).min(1),
        reason: words.optional(),
      })
      .meta({ id: 'NewApprovalRequest' }),
    status: 201,
    answer: approvalRequest,
    find: findOrganization,
    async handle({ thing, body, caller, origin }, ports) {
      const { appId, actorModes, reason } = body
      const input = { appId, scopes: body.scopes, actorModes, reason, organizationId: thing.id, origin }
      const asked = await requestApproval({ ...input, userId: caller.userId ?? '' }, ports)
      if (asked.outcome === 'refused') throw installRefused(asked.reason)
      const made = await describeRequest(asked.requestId, ports)
      if (!made) throw notFound()
      const status = asked.outcome === 'requested' ? 201 : 200
      return { status, location: `/approval-requests/${made.id}`, body: made }
    },
  }),
  route({
    method: 'GET',
    path: '/approval-requests/:requestId',
    id: 'getApprovalRequest',
    tag: 'Installations',
    summary: 'Read an approval request',
    action: 'approval_request.list',
    status: 200,
    answer: approvalRequest,
    find: findRequest,
    handle: async ({ thing }) => ({ status: 200, body: thing }),
  }),
  route({
    method: 'PUT',
    path: '/approval-requests/:requestId/decision',
    id: 'decideApprovalRequest',
    tag: 'Installations',
    summary: 'Approve a request, all of it or fewer scopes, or deny it',
    action: 'approval_request.decide',
    visible: 'approval_request.list',
    body: decision,
    status: 200,
    answer: approvalRequest,
    find: findRequest,
    async handle({ thing, body, caller, origin }, ports) {
      const doing = { requestId: thing.id, note: body.note, actor: caller.party.actor, origin }
      const outcome =
        body.decision === 'deny'
          ? await denyRequest(doing, ports)
          : await approveRequest(
              { ...doing, scopes: body.scopes ?? thing.scopes, actorModes: body.actorModes },
              ports,
            )
      if (outcome.outcome === 'refused') throw installRefused(outcome.reason)
      return { status: 200, body: (await describeRequest(thing.id, ports)) ?? thing }
    },
  }),
  route({
    method: 'DELETE',
    path: '/approval-requests/:requestId',
    id: 'withdrawApprovalRequest',
    tag: 'Installations',
    summary: 'Take a request back',
    action: 'approval_request.withdraw',
    visible: 'approval_request.list',
    status: 204,
    find: findRequest,
    async handle({ thing, origin }, ports) {
      const input = { requestId: thing.id, userId: thing.requester.id, origin }
      if (await withdrawRequest(input, ports)) return { status: 204 }
      throw new Problem('refused', 'The request was decided.', { reason: 'already_decided' })
    },
  }),
]
