import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { openidScopes } from '../../protocol/scopes.ts'
import type { Actor } from '../actor.ts'
import type { ActorMode } from '../apps/app.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { InstallationChange } from './apply-change.ts'
import { grantableScopes } from './grantable-scopes.ts'
import { declaredScopesOf, type InstallSituation } from './install-situation.ts'
import type { ApprovalRequest, Installation } from './installation.ts'
import { type ScopeRules, withImplied } from './scope-rules.ts'
import { statusOf } from './status-of.ts'

/** Why these scopes, or these actor modes, cannot be had. */
export type GrantRefusal =
  /** The app does not act in one of the modes, or none was named. */
  | 'actor_mode_not_allowed'
  /** The app does not declare one of the scopes. */
  | 'scope_not_declared'
  /** Nothing of what is asked is within the organization's ceiling and open to the actor modes. */
  | 'nothing_to_grant'
  | 'installation_suspended'

export interface Asked {
  readonly scopes: readonly string[]
  readonly actorModes: readonly ActorMode[]
}

/** What an installation would hold if this was granted beside what it holds. */
export interface Wanted extends Asked {
  /** The one that there is; undefined also for one that has expired. */
  readonly existing: Installation | undefined
  /** Whether it would hold more than now. An installation that is pending holds nothing. */
  readonly isMore: boolean
}

const union = <Item>(some: readonly Item[], more: readonly Item[]): Item[] => [...new Set([...some, ...more])]

const isAmong = <Item>(some: readonly Item[], all: readonly Item[]): boolean =>
  some.every((one) => all.includes(one))

/** Scopes beyond the ceiling, or closed to the actor modes, are left out; the rest is had nevertheless. */
export const wantedGrant = (
  { scopes, actorModes }: Asked,
  situation: InstallSituation,
  rules: ScopeRules,
  now: number,
): Wanted | GrantRefusal => {
  const { app, organization, installation } = situation
  if (actorModes.length === 0 || !isAmong(actorModes, app.actorModes)) return 'actor_mode_not_allowed'
  const declared = declaredScopesOf(situation)
  const asked = scopes.filter((scope) => !openidScopes.includes(scope))
  if (!isAmong(asked, withImplied(declared, rules))) return 'scope_not_declared'
  const status = installation && statusOf(installation, now)
  if (status === 'suspended') return 'installation_suspended'
  const existing = status === 'removed' ? undefined : installation
  const held = status === 'active' && installation ? installation : undefined
  const modes = union(held?.actorModes ?? [], actorModes)
  const grantable = grantableScopes(
    asked,
    { declaredScopes: declared, ceiling: organization.ceiling, actorModes: modes },
    rules,
  )
  if (asked.length > 0 && grantable.length === 0) return 'nothing_to_grant'
  return {
    scopes: union(held?.grantedScopes ?? [], grantable),
    actorModes: modes,
    existing,
    isMore: !held || !isAmong(grantable, held.grantedScopes) || !isAmong(modes, held.actorModes),
  }
}

export interface Granting {
  readonly situation: InstallSituation
  readonly wanted: Wanted
  readonly actor: Actor
  readonly origin: RequestOrigin
  /** Epoch seconds; undefined leaves it as it is. */
  readonly expiresAt?: number | undefined
  /** The request that is being decided. */
  readonly decided?: ApprovalRequest | undefined
}

export interface Granted {
  readonly installation: Installation
  readonly change: InstallationChange
  /** The requests that are fulfilled by it, beside the one that was decided. */
  readonly fulfilled: readonly ApprovalRequest[]
}

/** The installation with what is granted to it, in force at once, and the requests which that fulfils. */
export const grantScopes = (granting: Granting, { clock }: { readonly clock: Clock }): Granted => {
  const { situation, wanted, actor, origin, decided } = granting
  const { app, organization } = situation
  const { existing } = wanted
  const now = clock.now()
  const userId = actor.type === 'user' ? actor.userId : undefined
  const wasActive = existing?.activatedAt !== undefined
  const installation: Installation = {
    id: existing?.id ?? newId('inst'),
    appId: app.id,
    organizationId: organization.id,
    grantedScopes: wanted.scopes,
    actorModes: wanted.actorModes,
    installedBy: wasActive ? existing.installedBy : userId,
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
    activatedAt: existing?.activatedAt ?? now,
    expiresAt: granting.expiresAt ?? existing?.expiresAt,
    suspendedAt: undefined,
    removedAt: undefined,
    lastUsedAt: existing?.lastUsedAt,
  }
  const fulfilled = (existing ? situation.pendingRequests : [])
    .filter(
      (request) =>
        request.id !== decided?.id &&
        isAmong(request.scopes, wanted.scopes) &&
        isAmong(request.actorModes, wanted.actorModes),
    )
    .map((request) => ({ ...request, decidedAt: now, decidedBy: userId, approvedScopes: request.scopes }))
  const subject = { type: 'installation', id: installation.id } as const
  const event: AuditEvent = auditEvent(
    {
      action: wasActive ? 'installation.widened' : 'installation.installed',
      actor,
      subject,
      origin,
      organizationId: organization.id,
      appId: app.id,
      before: {
        grantedScopes: wasActive ? existing.grantedScopes : [],
        actorModes: wasActive ? existing.actorModes : [],
      },
      after: { grantedScopes: installation.grantedScopes, actorModes: installation.actorModes },
      data: decided ? { requestId: decided.id, requestedBy: decided.requestedBy } : {},
    },
    { clock },
  )
  const replaces = situation.installation !== undefined && existing === undefined
  return {
    installation,
    fulfilled,
    change: {
      installation,
      expiredAt: replaces ? now : undefined,
      requests: decided ? [decided, ...fulfilled] : fulfilled,
      events: [event],
    },
  }
}
