import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import type { ActorMode } from '../apps/app.ts'
import type { RequestOrigin } from '../audit/record.ts'
import { isAtLeast } from '../organizations/role.ts'
import { type ApplyChangePorts, untilSettled } from './apply-change.ts'
import { exceedsRole } from './exceeds-role.ts'
import { type GrantRefusal, grantScopes, wantedGrant } from './grant-scopes.ts'
import { blockOfOrganization, decideInstall, type InstallBlock } from './install-policy.ts'
import {
  type InstallSituation,
  installFactsOf,
  loadScopeRules,
  type SituationPorts,
} from './install-situation.ts'
import { type NotifyRequesterPorts, notifyRequesters } from './notify-requesters.ts'

export type InstallPorts = SituationPorts &
  ApplyChangePorts &
  NotifyRequesterPorts & { readonly clock: Clock }

export interface InstallInput {
  readonly appId: string
  readonly organizationId: string
  /** Scopes beyond the organization's ceiling are left out, and so are those of OpenID Connect. */
  readonly scopes: readonly string[]
  /** As the app is to act, beside how it acts already. */
  readonly actorModes: readonly ActorMode[]
  /** A user, an operator, or Mandate itself. */
  readonly actor: Actor
  readonly origin: RequestOrigin
  /** Epoch seconds, in the future; undefined: it does not expire, or as it did. */
  readonly expiresAt?: number | undefined
}

export type InstallRefusal =
  /** There is no such app, or no such organization; to be told exactly as `not_a_member`. */
  | 'not_found'
  | InstallBlock
  /** An admin has to approve: see `requestApproval`. */
  | 'approval_required'
  | GrantRefusal

export type InstallOutcome =
  | {
      readonly outcome: 'installed' | 'widened' | 'unchanged'
      readonly installationId: string
      /** What it holds now, which may be less than was asked. */
      readonly grantedScopes: readonly string[]
    }
  | { readonly outcome: 'refused'; readonly reason: InstallRefusal }

/** Why this actor may not install the app there; undefined if they may. */
const refusalFor = (actor: Actor, situation: InstallSituation): InstallRefusal | undefined => {
  if (actor.type === 'user') {
    const decision = decideInstall(installFactsOf(situation))
    if (decision.install === 'may') return undefined
    return decision.install === 'ask' ? 'approval_required' : decision.reason
  }
  if (actor.type !== 'operator' && actor.type !== 'system') return 'not_a_member'
  if (situation.app.suspendedAt !== undefined) return 'app_suspended'
  return blockOfOrganization(installFactsOf(situation))
}

/**
 * Installs an app in an organization, or widens what it holds there; it never holds less afterwards. Requests that are
 * fulfilled by it are decided with it.
 */
export const install = (input: InstallInput, ports: InstallPorts): Promise<InstallOutcome> =>
  untilSettled<InstallOutcome>(async () => {
    const { appId, organizationId, actor, origin, expiresAt } = input
    const userId = actor.type === 'user' ? actor.userId : undefined
    const situation = await ports.installations.findSituation(appId, organizationId, userId)
    if (!situation) return { outcome: 'refused', reason: 'not_found' }
    const reason = refusalFor(actor, situation)
    if (reason !== undefined) return { outcome: 'refused', reason }
    const rules = await loadScopeRules(ports)
    const wanted = wantedGrant(input, situation, rules, ports.clock.now())
    if (typeof wanted === 'string') return { outcome: 'refused', reason: wanted }
    const { existing } = wanted
    if (existing && !wanted.isMore && expiresAt === undefined)
      return { outcome: 'unchanged', installationId: existing.id, grantedScopes: existing.grantedScopes }
    const { role } = situation
    const isMember = role !== undefined && !isAtLeast(role, 'admin')
    // How long it lives there is for admins to change.
    const changesExpiry = expiresAt !== undefined && existing?.activatedAt !== undefined
    if (isMember && (changesExpiry || exceedsRole(wanted, role, rules)))
      return { outcome: 'refused', reason: 'approval_required' }
    const granted = grantScopes({ situation, wanted, actor, origin, expiresAt }, ports)
    if (!(await ports.installations.apply(situation, granted.change))) return undefined
    notifyRequesters(granted.fulfilled, situation.organization.slug, ports)
    return {
      outcome: existing?.activatedAt === undefined ? 'installed' : 'widened',
      installationId: granted.installation.id,
      grantedScopes: granted.installation.grantedScopes,
    }
  })
