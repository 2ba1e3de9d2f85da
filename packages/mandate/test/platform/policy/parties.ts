/** Everybody who may come to the door of a small world, to be held against the table of permissions. */
import type { Actor } from '../../../src/platform/actor.ts'
import type { Role } from '../../../src/platform/organizations/role.ts'
import type { Party } from '../../../src/platform/policy.ts'

/** The organization, app, person and installation that the subjects of the matrix are about. */
export const here = 'org_here'
export const elsewhere = 'org_elsewhere'
export const publisher = 'org_publisher'
export const app = 'app_one'
export const person = 'user_person'
export const installation = 'inst_one'

interface Standing {
  readonly roles?: Readonly<Record<string, Role>>
  readonly manages?: readonly string[]
}

const party = (actor: Actor, { roles = {}, manages = [] }: Standing = {}): Omit<Party, 'scopes'> => ({
  actor,
  operator: actor.type === 'operator',
  roleIn: (organizationId) => roles[organizationId],
  manages: (appId) => manages.includes(appId),
})

const user = (userId: string, standing?: Standing) => party({ type: 'user', userId }, standing)

export const parties = {
  operator: party({ type: 'operator' }),
  owner: user('user_owner', { roles: { [here]: 'owner' } }),
  admin: user('user_admin', { roles: { [here]: 'admin' } }),
  member: user('user_member', { roles: { [here]: 'member' } }),
  /** Whom the subject is about. */
  person: user(person),
  /** The same person, by a credential for another organization. */
  personElsewhere: { ...user(person, { roles: { [elsewhere]: 'member' } }), within: elsewhere },
  /** An admin here, by a credential for another organization, in which they are nothing. */
  adminElsewhere: { ...user('user_admin', { roles: { [here]: 'admin' } }), within: elsewhere },
  /** An owner of another organization. */
  foreigner: user('user_foreigner', { roles: { [elsewhere]: 'owner' }, manages: ['app_other'] }),
  /** An admin of the organization that owns the app. */
  developer: user('user_developer', { roles: { [publisher]: 'admin' } }),
  /** A member of the organization that owns the app, who does not manage it. */
  colleague: user('user_colleague', { roles: { [publisher]: 'member' } }),
  manager: user('user_manager', { manages: [app] }),
  installation: { ...party({ type: 'installation', installationId: installation }), within: here },
  installationElsewhere: {
    ...party({ type: 'installation', installationId: 'inst_other' }),
    within: elsewhere,
  },
  app: party({ type: 'app', appId: app }),
  resourceServer: { ...party({ type: 'app', appId: 'app_api' }), resourceServer: true },
  system: party({ type: 'system' }),
} as const satisfies Record<string, Omit<Party, 'scopes'>>

export type PartyName = keyof typeof parties

export const partyNames = Object.keys(parties) as PartyName[]
