import type { Clock } from '../../protocol/clock.ts'
import type { ActorMode } from '../apps/app.ts'
import { type AuditEvent, auditEvent } from '../audit/record.ts'
import { untilSettled } from './apply-change.ts'
import type { FindInstallationPorts } from './find-installation.ts'
import { loadScopeRules, type SituationPorts } from './install-situation.ts'
import type { Installation } from './installation.ts'
import { scopesWithin } from './scope-rules.ts'
import { statusOf } from './status-of.ts'
import type { InstallationInput } from './suspend-installation.ts'

export interface NarrowInstallationPorts extends Pick<SituationPorts, 'catalogue'> {
  readonly installations: FindInstallationPorts['installations'] & {
    /**
     * Makes the installation what is given, if it is still what was seen; what acts in an actor mode that it loses ends.
     * With the event, as one.
     */
    narrow(seen: Installation, narrowed: Installation, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface NarrowInstallationInput extends InstallationInput {
  /** Those to keep; undefined: all. A scope goes with what it implies: who takes that takes it, too. */
  readonly scopes?: readonly string[] | undefined
  /** Those to keep, one at least; undefined: all. */
  readonly actorModes?: readonly ActorMode[] | undefined
  /** Epoch seconds, in the future, and not later than it expires already. */
  readonly expiresAt?: number | undefined
}

export type NarrowOutcome =
  | {
      readonly outcome: 'narrowed' | 'unchanged'
      readonly grantedScopes: readonly string[]
      readonly actorModes: readonly ActorMode[]
    }
  /** `not_narrower`: it would hold something that it does not hold now, or no actor mode, or live longer. */
  | { readonly outcome: 'refused'; readonly reason: 'not_found' | 'not_installed' | 'not_narrower' }

/** Takes scopes or actor modes from an installation, or time. It never gives any: see `install`. */
export const narrowInstallation = (
  input: NarrowInstallationInput,
  ports: NarrowInstallationPorts,
): Promise<NarrowOutcome> =>
  untilSettled<NarrowOutcome>(async () => {
    const { installations, clock } = ports
    const now = clock.now()
    const seen = await installations.findInstallation(input.installationId)
    if (!seen) return { outcome: 'refused', reason: 'not_found' }
    const status = statusOf(seen, now)
    if (status === 'removed' || status === 'pending') return { outcome: 'refused', reason: 'not_installed' }
    const { scopes = seen.grantedScopes, actorModes = seen.actorModes, expiresAt = seen.expiresAt } = input
    const isNarrower =
      scopes.every((scope) => seen.grantedScopes.includes(scope)) &&
      actorModes.every((mode) => seen.actorModes.includes(mode)) &&
      (actorModes.length > 0 || seen.actorModes.length === 0) &&
      (input.expiresAt === undefined ||
        (input.expiresAt > now && input.expiresAt <= (seen.expiresAt ?? Number.POSITIVE_INFINITY)))
    if (!isNarrower) return { outcome: 'refused', reason: 'not_narrower' }

    const kept = scopesWithin(
      seen.grantedScopes,
      await loadScopeRules(ports),
      (rule) =>
        scopes.includes(rule.name) &&
        (rule.actorModes === undefined || actorModes.some((mode) => rule.actorModes?.includes(mode))),
    )
    const modes = seen.actorModes.filter((mode) => actorModes.includes(mode))
    const answer = { grantedScopes: kept, actorModes: modes }
    const isSame =
      kept.length === seen.grantedScopes.length &&
      modes.length === seen.actorModes.length &&
      expiresAt === seen.expiresAt
    if (isSame) return { outcome: 'unchanged', ...answer }
    const narrowed: Installation = { ...seen, ...answer, expiresAt, updatedAt: now }
    const facts = (one: Installation) => ({
      grantedScopes: one.grantedScopes,
      actorModes: one.actorModes,
      expiresAt: one.expiresAt ?? null,
    })
    const event = auditEvent(
      {
        action: 'installation.narrowed',
        actor: input.actor,
        subject: { type: 'installation', id: seen.id },
        origin: input.origin,
        organizationId: seen.organizationId,
        appId: seen.appId,
        before: facts(seen),
        after: facts(narrowed),
      },
      { clock },
    )
    if (!(await installations.narrow(seen, narrowed, event))) return undefined
    return { outcome: 'narrowed', ...answer }
  })
