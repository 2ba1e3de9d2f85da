/** The predicates of which the table of permissions is made. Each is false where a fact that it needs is missing. */
import { isAtLeast, type Role } from '../organizations/role.ts'
import type { Party, Subject } from './party.ts'

export type Who = (party: Party, subject: Subject) => boolean

const isUser = (party: Party, userId: string | undefined): boolean =>
  party.actor.type === 'user' && userId !== undefined && party.actor.userId === userId

/** A credential for one organization reaches nothing of the person's that is elsewhere. */
const isConfinedElsewhere = (party: Party, organizationId: string | undefined): boolean =>
  party.within !== undefined && party.within !== organizationId

const roleIn = (party: Party, organizationId: string | undefined): Role | undefined =>
  organizationId === undefined || party.actor.type !== 'user' || isConfinedElsewhere(party, organizationId)
    ? undefined
    : party.roleIn(organizationId)

const hasRole = (party: Party, organizationId: string | undefined, least: Role): boolean => {
  const role = roleIn(party, organizationId)
  return role !== undefined && isAtLeast(role, least)
}

/** Everybody whose credential is good. */
export const anybody: Who = () => true

export const operator: Who = (party) => party.operator

/** A person, by whatever credential. */
export const anyPerson: Who = (party) => party.actor.type === 'user'

/** The person to whom it belongs, by a credential that reaches there. */
export const oneself: Who = (party, { userId, organizationId }) =>
  isUser(party, userId) && !isConfinedElsewhere(party, organizationId)

/** The person themselves, whatever the credential is confined to. */
export const oneselfAnywhere: Who = (party, { userId }) => isUser(party, userId)

export const member: Who = (party, { organizationId }) => hasRole(party, organizationId, 'member')

export const admin: Who = (party, { organizationId }) => hasRole(party, organizationId, 'admin')

export const owner: Who = (party, { organizationId }) => hasRole(party, organizationId, 'owner')

/** An admin, where no owner is made, changed or removed; an owner everywhere. */
export const adminForRole: Who = (party, { organizationId, role }) =>
  role !== undefined && hasRole(party, organizationId, role === 'owner' ? 'owner' : 'admin')

/** Who owns the app: the user, or an admin of the organization. */
export const appOwner: Who = (party, { appOwner: owned }) => {
  if (owned === undefined) return false
  return owned.kind === 'organization'
    ? hasRole(party, owned.id, 'admin')
    : isUser(party, owned.id) && party.within === undefined
}

const manages = (party: Party, appId: string | undefined): boolean =>
  party.actor.type === 'user' && party.within === undefined && appId !== undefined && party.manages(appId)

/** Who owns the app or is one of its managers. */
export const appPeople: Who = (party, subject) => appOwner(party, subject) || manages(party, subject.appId)

/** A manager who gives up being one. */
export const managerOneself: Who = (party, { appId, userId }) =>
  isUser(party, userId) && manages(party, appId)

/** Everybody, once the app is published. */
export const anybodyIfPublished: Who = (_party, { published }) => published === true

/** The app itself, acting in an organization that installed it. */
export const installedThere: Who = ({ actor, within }, { organizationId }) =>
  actor.type === 'installation' && organizationId !== undefined && within === organizationId

/** The installation itself. */
export const itself: Who = ({ actor }, { installationId }) =>
  actor.type === 'installation' && installationId !== undefined && actor.installationId === installationId

export const resourceServer: Who = (party) => party.actor.type === 'app' && party.resourceServer === true

/**
 * An app that an operator lets act as users: by its own credentials as anybody, in an organization only as one of its
 * members, and never as an owner, with whose rights it could take the organization over.
 */
export const appActingAsUser: Who = ({ actor, within }, { actsAsUsers, organizationId, role }) => {
  if (actsAsUsers !== true || role === 'owner') return false
  if (actor.type === 'app') return organizationId === undefined
  return actor.type === 'installation' && role !== undefined && within === organizationId
}
