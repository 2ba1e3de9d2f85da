import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import type { ActorMode } from '../apps/app.ts'
import { auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Background } from '../background.ts'
import type { Mails } from '../mail/mails.ts'
import { type ApplyChangePorts, untilSettled } from './apply-change.ts'
import { exceedsRole } from './exceeds-role.ts'
import { type GrantRefusal, wantedGrant } from './grant-scopes.ts'
import { decideInstall, type InstallBlock } from './install-policy.ts'
import { installFactsOf, loadScopeRules, type SituationPorts } from './install-situation.ts'
import type { ApprovalRequest, Installation } from './installation.ts'
import { longestReason } from './longest-reason.ts'

/** Who asks for what, and where. */
export interface Asking {
  readonly appId: string
  readonly organizationId: string
  readonly userId: string
}

/** Who asks again within so many seconds causes no second mail: admins are not to be flooded. */
const mailAgainAfter = 3600

export interface RequestMailPorts {
  readonly approvalRequests: {
    /** The confirmed addresses of the organization's owners and admins who are not disabled. */
    listAdminAddresses(organizationId: string): Promise<readonly string[]>
    /** Whether the user asked for the app there since then, whatever became of it. */
    hasAskedSince(whom: Asking, since: number): Promise<boolean>
  }
  readonly mails: Pick<Mails, 'approvalRequested'>
  readonly background: Background
}

export type RequestApprovalPorts = SituationPorts &
  ApplyChangePorts &
  RequestMailPorts & { readonly clock: Clock }

export interface RequestApprovalInput {
  readonly appId: string
  readonly organizationId: string
  readonly scopes: readonly string[]
  readonly actorModes: readonly ActorMode[]
  /** In the words of who asks. */
  readonly reason: string | undefined
  readonly userId: string
  readonly origin: RequestOrigin
}

export type RequestRefusal =
  /** There is no such app, or no such organization; to be told exactly as `not_a_member`. */
  | 'not_found'
  | InstallBlock
  /** Nobody needs to be asked: see `install`. */
  | 'may_install'
  /** The organization has granted all of it already. */
  | 'already_granted'
  | GrantRefusal

export type RequestOutcome =
  /** `already_requested`: it waits already, and now asks for what was added, too. */
  | {
      readonly outcome: 'requested' | 'already_requested'
      readonly requestId: string
      readonly installationId: string
    }
  | { readonly outcome: 'refused'; readonly reason: RequestRefusal }

const refused = (reason: RequestRefusal): RequestOutcome => ({ outcome: 'refused', reason })

/** A member asks the admins of an organization for an app, or for more than it holds there, which goes on working. */
export const requestApproval = (
  input: RequestApprovalInput,
  ports: RequestApprovalPorts,
): Promise<RequestOutcome> =>
  untilSettled<RequestOutcome>(async () => {
    const { appId, organizationId, userId, origin } = input
    const { clock } = ports
    const situation = await ports.installations.findSituation(appId, organizationId, userId)
    if (!situation) return refused('not_found')
    const decision = decideInstall(installFactsOf(situation))
    if (decision.install === 'blocked') return refused(decision.reason)
    const now = clock.now()
    const rules = await loadScopeRules(ports)
    const wanted = wantedGrant(input, situation, rules, now)
    if (typeof wanted === 'string') return refused(wanted)
    const { role } = situation
    if (decision.install === 'may' && !(role && exceedsRole(wanted, role, rules)))
      return refused('may_install')
    const { existing } = wanted
    if (!wanted.isMore) return refused('already_granted')

    const installation: Installation = existing ?? {
      id: newId('inst'),
      appId,
      organizationId,
      grantedScopes: [],
      actorModes: wanted.actorModes,
      installedBy: userId,
      createdAt: now,
      updatedAt: now,
      activatedAt: undefined,
      expiresAt: undefined,
      suspendedAt: undefined,
      removedAt: undefined,
      lastUsedAt: undefined,
    }
    const waiting = existing && situation.pendingRequests.find((one) => one.requestedBy === userId)
    const request: ApprovalRequest = {
      id: waiting?.id ?? newId('req'),
      installationId: installation.id,
      requestedBy: userId,
      scopes: [...new Set([...(waiting?.scopes ?? []), ...wanted.scopes])],
      actorModes: [...new Set([...(waiting?.actorModes ?? []), ...wanted.actorModes])],
      reason: input.reason?.slice(0, longestReason) ?? waiting?.reason,
      createdAt: waiting?.createdAt ?? now,
      decidedAt: undefined,
      decidedBy: undefined,
      approvedScopes: undefined,
      note: undefined,
    }
    const asksForMore =
      request.scopes.length !== waiting?.scopes.length ||
      request.actorModes.length !== waiting.actorModes.length
    const answer = { requestId: request.id, installationId: installation.id } as const
    if (waiting && !asksForMore && request.reason === waiting.reason)
      return { outcome: 'already_requested', ...answer }

    const event = auditEvent(
      {
        action: 'installation.requested',
        actor: { type: 'user', userId },
        subject: { type: 'installation', id: installation.id },
        origin,
        organizationId,
        appId,
        data: { requestId: request.id, scopes: request.scopes, actorModes: request.actorModes },
      },
      { clock },
    )
    const isMailed =
      waiting === undefined &&
      !(await ports.approvalRequests.hasAskedSince({ appId, organizationId, userId }, now - mailAgainAfter))
    const replaces = situation.installation !== undefined && existing === undefined
    const applied = await ports.installations.apply(situation, {
      installation,
      expiredAt: replaces ? now : undefined,
      requests: [request],
      events: [event],
    })
    if (!applied) return undefined
    if (isMailed) {
      const link = { organizationSlug: situation.organization.slug, requestId: request.id }
      ports.background.run('mails about a request', async () => {
        for (const address of await ports.approvalRequests.listAdminAddresses(organizationId))
          ports.mails.approvalRequested(address, link)
      })
    }
    return { outcome: waiting ? 'already_requested' : 'requested', ...answer }
  })
