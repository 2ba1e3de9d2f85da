import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import type { ActorMode } from '../apps/app.ts'
import { auditEvent, type RequestOrigin } from '../audit/record.ts'
import { isAtLeast } from '../organizations/role.ts'
import { type ApplyChangePorts, untilSettled } from './apply-change.ts'
import { type GrantRefusal, grantScopes, wantedGrant } from './grant-scopes.ts'
import { blockOfOrganization, type InstallBlock } from './install-policy.ts'
import {
  declaredScopesOf,
  type InstallSituation,
  installFactsOf,
  loadScopeRules,
  type SituationPorts,
} from './install-situation.ts'
import type { ApprovalRequest, Installation } from './installation.ts'
import { longestReason } from './longest-reason.ts'
import { type NotifyRequesterPorts, notifyRequesters } from './notify-requesters.ts'
import { withImplied } from './scope-rules.ts'
import { statusOf } from './status-of.ts'

/** A request with where its installation is. */
export interface LocatedRequest extends ApprovalRequest {
  readonly appId: string
  readonly organizationId: string
}

export interface FindRequestPorts {
  readonly approvalRequests: {
    findRequest(requestId: string): Promise<LocatedRequest | undefined>
  }
}

export type DecideApprovalPorts = SituationPorts &
  ApplyChangePorts &
  NotifyRequesterPorts &
  FindRequestPorts & { readonly clock: Clock }

export interface DecideInput {
  readonly requestId: string
  /** In the words of who decides; the person who asked reads it. */
  readonly note?: string | undefined
  /** An admin of the organization, or an operator. */
  readonly actor: Actor
  readonly origin: RequestOrigin
}

export interface ApproveInput extends DecideInput {
  /** All that was asked, or fewer. */
  readonly scopes: readonly string[]
  /** All that was asked, or fewer; undefined: all. */
  readonly actorModes?: readonly ActorMode[] | undefined
}

export type DecideRefusal =
  /** There is no such request; told also to who is no member of its organization. */
  | 'not_found'
  /** A member, but no admin. */
  | 'not_allowed'
  | 'already_decided'

export type ApproveRefusal =
  | DecideRefusal
  /** A scope or an actor mode that was not asked for. */
  | 'not_requested'
  | InstallBlock
  | GrantRefusal

export type ApproveOutcome =
  | {
      readonly outcome: 'approved'
      readonly installationId: string
      readonly grantedScopes: readonly string[]
    }
  | { readonly outcome: 'refused'; readonly reason: ApproveRefusal }

export type DenyOutcome =
  | { readonly outcome: 'denied'; readonly installationId: string }
  | { readonly outcome: 'refused'; readonly reason: DecideRefusal }

interface Found {
  readonly request: ApprovalRequest
  readonly situation: InstallSituation
  readonly installation: Installation
}

const find = async (
  { requestId, actor }: DecideInput,
  ports: DecideApprovalPorts,
): Promise<Found | DecideRefusal> => {
  const located = await ports.approvalRequests.findRequest(requestId)
  if (!located) return 'not_found'
  const { appId, organizationId } = located
  const userId = actor.type === 'user' ? actor.userId : undefined
  const situation = await ports.installations.findSituation(appId, organizationId, userId)
  if (!situation) return 'not_found'
  if (actor.type === 'user') {
    if (situation.role === undefined) return 'not_found'
    if (!isAtLeast(situation.role, 'admin')) return 'not_allowed'
  } else if (actor.type !== 'operator' && actor.type !== 'system') {
    return 'not_found'
  }
  const { installation } = situation
  if (!installation || statusOf(installation, ports.clock.now()) === 'removed') return 'already_decided'
  const request = situation.pendingRequests.find(({ id }) => id === requestId)
  return request ? { request, situation, installation } : 'already_decided'
}

const decided = (request: ApprovalRequest, { actor, note }: DecideInput, now: number): ApprovalRequest => ({
  ...request,
  decidedAt: now,
  decidedBy: actor.type === 'user' ? actor.userId : undefined,
  note: note?.slice(0, longestReason),
})

/**
 * Grants what was asked, or fewer, beside what the installation holds. What the organization or the app does not admit
 * any more is left out.
 */
export const approveRequest = (input: ApproveInput, ports: DecideApprovalPorts): Promise<ApproveOutcome> =>
  untilSettled<ApproveOutcome>(async () => {
    const refused = (reason: ApproveRefusal): ApproveOutcome => ({ outcome: 'refused', reason })
    const found = await find(input, ports)
    if (typeof found === 'string') return refused(found)
    const { request, situation } = found
    const { scopes, actor, origin, actorModes = request.actorModes } = input
    if (!scopes.every((scope) => request.scopes.includes(scope))) return refused('not_requested')
    if (!actorModes.every((mode) => request.actorModes.includes(mode))) return refused('not_requested')
    if (request.scopes.length > 0 && scopes.length === 0) return refused('nothing_to_grant')
    if (situation.app.suspendedAt !== undefined) return refused('app_suspended')
    const block = blockOfOrganization(installFactsOf(situation))
    if (block !== undefined) return refused(block)

    const now = ports.clock.now()
    const rules = await loadScopeRules(ports)
    const declared = withImplied(declaredScopesOf(situation), rules)
    const asked = scopes.filter((scope) => declared.includes(scope))
    if (scopes.length > 0 && asked.length === 0) return refused('nothing_to_grant')
    const wanted = wantedGrant({ scopes: asked, actorModes }, situation, rules, now)
    if (typeof wanted === 'string') return refused(wanted)
    const approved: ApprovalRequest = {
      ...decided(request, input, now),
      approvedScopes: scopes.filter((scope) => wanted.scopes.includes(scope)),
    }
    const granted = grantScopes({ situation, wanted, actor, origin, decided: approved }, ports)
    if (!(await ports.installations.apply(situation, granted.change))) return undefined
    notifyRequesters([approved, ...granted.fulfilled], situation.organization.slug, ports)
    const { installation } = granted
    return {
      outcome: 'approved',
      installationId: installation.id,
      grantedScopes: installation.grantedScopes,
    }
  })

/** Declines a request. What the installation holds stays; one that held nothing, and for which nobody else asks, goes. */
export const denyRequest = (input: DecideInput, ports: DecideApprovalPorts): Promise<DenyOutcome> =>
  untilSettled<DenyOutcome>(async () => {
    const found = await find(input, ports)
    if (typeof found === 'string') return { outcome: 'refused', reason: found }
    const { request, situation, installation } = found
    const now = ports.clock.now()
    const isOver = installation.activatedAt === undefined && situation.pendingRequests.length === 1
    const event = auditEvent(
      {
        action: 'installation.request_denied',
        actor: input.actor,
        subject: { type: 'installation', id: installation.id },
        origin: input.origin,
        organizationId: situation.organization.id,
        appId: situation.app.id,
        data: { requestId: request.id, requestedBy: request.requestedBy, scopes: request.scopes },
      },
      ports,
    )
    const applied = await ports.installations.apply(situation, {
      installation: isOver ? { ...installation, removedAt: now, updatedAt: now } : installation,
      requests: [decided(request, input, now)],
      events: [event],
    })
    if (!applied) return undefined
    notifyRequesters([request], situation.organization.slug, ports)
    return { outcome: 'denied', installationId: installation.id }
  })
