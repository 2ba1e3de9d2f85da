import type { Role } from '../organizations/role.ts'
import type { Party } from './party.ts'

/** What somebody is at this moment. */
export interface Standing {
  /** By the organization's id. */
  readonly roles: ReadonlyMap<string, Role>
  /** The ids of the apps of which they are a manager. */
  readonly managedApps: ReadonlySet<string>
}

export interface StandingPorts {
  readonly standings: {
    /** Undefined for who does not exist or is disabled. */
    findStanding(userId: string): Promise<Standing | undefined>
  }
}

export interface UserCredential {
  readonly userId: string
  readonly scopes: Party['scopes']
  /** See `Party`. */
  readonly within?: string | undefined
}

/**
 * A person as a party, from what is stored now: to be called at each request, so that a role that was taken counts for
 * nothing at the next one. Undefined for who does not exist or is disabled.
 */
export const partyOfUser = async (
  { userId, scopes, within }: UserCredential,
  { standings }: StandingPorts,
): Promise<Party | undefined> => {
  const standing = await standings.findStanding(userId)
  return (
    standing && {
      actor: { type: 'user', userId },
      operator: false,
      roleIn: (organizationId) => standing.roles.get(organizationId),
      manages: (appId) => standing.managedApps.has(appId),
      scopes,
      within,
    }
  )
}

const nobodysRoles = { operator: false, roleIn: () => undefined, manages: () => false } as const

/** An app that acts as itself in an organization. That the installation is active is for the token's lookup to say. */
export const partyOfInstallation = (installation: {
  readonly installationId: string
  readonly organizationId: string
  readonly scopes: readonly string[]
}): Party => ({
  ...nobodysRoles,
  actor: { type: 'installation', installationId: installation.installationId },
  scopes: installation.scopes,
  within: installation.organizationId,
})

/** An app by its own credentials, in no organization. */
export const partyOfApp = (app: {
  readonly appId: string
  readonly scopes: readonly string[]
  /** See `Party`. */
  readonly resourceServer?: boolean
}): Party => ({
  ...nobodysRoles,
  actor: { type: 'app', appId: app.appId },
  scopes: app.scopes,
  resourceServer: app.resourceServer,
})

/** Somebody with an operator's key, or with access to the machine. */
export const partyOfOperator = (name?: string): Party => ({
  ...nobodysRoles,
  actor: { type: 'operator', name },
  operator: true,
  scopes: 'all',
})
