import type { Clock } from '../../protocol/clock.ts'
import type { ActorMode } from '../apps/app.ts'
import type { Role } from '../organizations/role.ts'
import { decideInstall, type InstallBlock } from './install-policy.ts'
import { type InstallSituation, installFactsOf } from './install-situation.ts'
import { type InstallationStatus, statusOf } from './status-of.ts'

export interface InstallOptionsPorts {
  readonly installations: {
    /** One for each organization of the person, by the organization's name. None if there is no such app. */
    listSituations(appId: string, userId: string): Promise<readonly InstallSituation[]>
  }
  readonly clock: Clock
}

/** What a person can do about an app in one of their organizations. Times are epoch seconds. */
export interface InstallOption {
  readonly organizationId: string
  readonly slug: string
  readonly name: string
  readonly role: Role
  /** Whether they may install it, or more of it, have to ask an admin, or neither helps. */
  readonly install: 'may' | 'ask' | 'blocked'
  /** Set where it is blocked. */
  readonly blockedBecause: InstallBlock | undefined
  /** Scopes beyond these are not granted; undefined: no ceiling. */
  readonly ceiling: readonly string[] | undefined
  readonly installation:
    | {
        readonly id: string
        readonly status: InstallationStatus
        readonly grantedScopes: readonly string[]
        readonly actorModes: readonly ActorMode[]
      }
    | undefined
  /** The person's own. */
  readonly pendingRequest:
    | {
        readonly id: string
        readonly createdAt: number
        readonly scopes: readonly string[]
        readonly actorModes: readonly ActorMode[]
      }
    | undefined
}

const optionOf = (situation: InstallSituation, role: Role, now: number): InstallOption => {
  const { organization, installation, userId } = situation
  const decision = decideInstall(installFactsOf(situation))
  const status = installation && statusOf(installation, now)
  const isThere = installation !== undefined && status !== undefined && status !== 'removed'
  const own = isThere ? situation.pendingRequests.find((one) => one.requestedBy === userId) : undefined
  return {
    organizationId: organization.id,
    slug: organization.slug,
    name: organization.name,
    role,
    install: decision.install,
    blockedBecause: decision.install === 'blocked' ? decision.reason : undefined,
    ceiling: organization.ceiling,
    installation: isThere
      ? {
          id: installation.id,
          status,
          grantedScopes: installation.grantedScopes,
          actorModes: installation.actorModes,
        }
      : undefined,
    pendingRequest: own && {
      id: own.id,
      createdAt: own.createdAt,
      scopes: own.scopes,
      actorModes: own.actorModes,
    },
  }
}

/** The organizations of a person, with what they can do there about an app: what consent needs to draw. */
export const installOptions = async (
  { appId, userId }: { readonly appId: string; readonly userId: string },
  { installations, clock }: InstallOptionsPorts,
): Promise<readonly InstallOption[]> => {
  const now = clock.now()
  const situations = await installations.listSituations(appId, userId)
  return situations.flatMap((situation) =>
    situation.role === undefined ? [] : [optionOf(situation, situation.role, now)],
  )
}
