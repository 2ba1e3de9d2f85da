/**
 * A person whom another login vouches for becomes one of ours: found by the subject there, never by the e-mail, which
 * alone links no two accounts. Made at first sight; organizations and roles follow what is said at each sign-in.
 */
import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import type { Actor } from '../actor.ts'
import { auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Role } from '../organizations/role.ts'
import { emailKey } from '../users/email.ts'
import type { User } from '../users/user.ts'
import type { Admission, AdmissionChange } from './admission.ts'
import type { ExternalPerson, ExternalSource } from './external-person.ts'
import { type KnownOrganization, matchOrganizations, wantedSlug } from './match-organizations.ts'

export interface AdmitPersonPorts {
  readonly identities: {
    findUser(source: string, subject: string): Promise<User | undefined>
    findUserByEmail(emailKey: string): Promise<Pick<User, 'id'> | undefined>
    listMemberships(
      userId: string,
    ): Promise<readonly { readonly organizationId: string; readonly role: Role; readonly source: string }[]>
    /** All that have one of these ids, slugs, or ids by which the source names them. */
    findOrganizations(
      source: string,
      by: {
        readonly ids: readonly string[]
        readonly slugs: readonly string[]
        readonly externalIds: readonly string[]
      },
    ): Promise<readonly KnownOrganization[]>
  }
  readonly clock: Clock
}

export interface AdmitPersonInput {
  readonly person: ExternalPerson
  readonly source: ExternalSource
  /** Who vouches. */
  readonly actor: Actor
  readonly origin: RequestOrigin
}

export type AdmitPersonOutcome =
  | { readonly outcome: 'admitted'; readonly admission: Admission }
  /** `email_taken`: another account has the e-mail. `userId`: whose account it is. */
  | {
      readonly outcome: 'refused'
      readonly reason: 'email_taken' | 'user_disabled'
      readonly userId: string
    }

const newUser = (person: ExternalPerson, now: number): User => ({
  id: newId('usr'),
  email: person.email,
  emailVerifiedAt: person.emailVerified === true ? now : undefined,
  name: person.name,
  profile: person.picture === undefined ? {} : { picture: person.picture },
  disabledAt: undefined,
  createdAt: now,
  updatedAt: now,
})

/** The user with what is said of them now; the same object if nothing differs. */
const updatedUser = (user: User, person: ExternalPerson, now: number): User => {
  const sameEmail = user.email === person.email
  const verifiedBefore = sameEmail ? user.emailVerifiedAt : undefined
  const emailVerifiedAt =
    person.emailVerified === undefined
      ? verifiedBefore
      : person.emailVerified
        ? (verifiedBefore ?? now)
        : undefined
  const name = person.name ?? user.name
  const picture = person.picture ?? user.profile.picture
  const isSame =
    sameEmail &&
    emailVerifiedAt === user.emailVerifiedAt &&
    name === user.name &&
    picture === user.profile.picture
  if (isSame) return user
  const profile = picture === undefined ? user.profile : { ...user.profile, picture }
  return { ...user, email: person.email, emailVerifiedAt, name, profile, updatedAt: now }
}

/** The memberships of this source as they are to be; others are not touched. */
const membershipChanges = async (
  user: User,
  isNew: boolean,
  { person, source }: AdmitPersonInput,
  { identities }: AdmitPersonPorts,
): Promise<AdmissionChange[]> => {
  const entries = person.organizations
  if (entries === undefined) return []
  const known = await identities.findOrganizations(source.name, {
    ids: entries.flatMap(({ id }) => id ?? []),
    slugs: entries.map(wantedSlug),
    externalIds: entries.flatMap(({ externalId }) => externalId ?? []),
  })
  const { roles, created, linked } = matchOrganizations(entries, known, source)
  const memberships = isNew ? [] : await identities.listMemberships(user.id)
  const of = { userId: user.id, source: source.name }
  const set = [...roles].flatMap(([organizationId, role]): AdmissionChange[] => {
    const present = memberships.find((one) => one.organizationId === organizationId)
    const stays = present && (present.source !== source.name || present.role === role)
    return stays ? [] : [{ kind: 'set_membership', organizationId, role, ...of }]
  })
  const removed = memberships
    .filter((one) => one.source === source.name && !roles.has(one.organizationId))
    .map(({ organizationId }): AdmissionChange => ({ kind: 'remove_membership', organizationId, ...of }))
  return [
    ...created.map((organization): AdmissionChange => ({ kind: 'create_organization', organization })),
    ...linked.map((link): AdmissionChange => ({ kind: 'link_organization', source: source.name, ...link })),
    ...set,
    ...removed,
  ]
}

/** What is told of a change; links are details of what was made with them. */
const told = (change: AdmissionChange, source: string) => {
  switch (change.kind) {
    case 'create_user':
      return {
        action: 'user.created',
        subject: { type: 'user', id: change.user.id },
        data: { source },
      } as const
    case 'update_user':
      return {
        action: 'user.updated',
        subject: { type: 'user', id: change.user.id },
        data: { source },
      } as const
    case 'create_organization': {
      const { id, slug, name } = change.organization
      const subject = { type: 'organization', id } as const
      return {
        action: 'organization.created',
        subject,
        organizationId: id,
        data: { slug, name, source },
      } as const
    }
    case 'set_membership':
    case 'remove_membership': {
      const { organizationId, userId } = change
      const subject = { type: 'organization', id: organizationId } as const
      return change.kind === 'set_membership'
        ? ({
            action: 'membership.changed',
            subject,
            organizationId,
            data: { userId, role: change.role, source },
          } as const)
        : ({ action: 'membership.removed', subject, organizationId, data: { userId, source } } as const)
    }
    case 'link_organization':
      return undefined
  }
}

/** What to write for the person. Nothing is written yet: it belongs into the write of what the sign-in buys. */
export const admitPerson = async (
  input: AdmitPersonInput,
  ports: AdmitPersonPorts,
): Promise<AdmitPersonOutcome> => {
  const { person, source, actor, origin } = input
  const { identities, clock } = ports
  const now = clock.now()
  const present = await identities.findUser(source.name, person.subject)
  if (present?.disabledAt !== undefined)
    return { outcome: 'refused', reason: 'user_disabled', userId: present.id }
  const owner = await identities.findUserByEmail(emailKey(person.email))
  if (owner && owner.id !== present?.id)
    return { outcome: 'refused', reason: 'email_taken', userId: owner.id }

  const user = present ? updatedUser(present, person, now) : newUser(person, now)
  const changes: AdmissionChange[] = []
  if (!present)
    changes.push({ kind: 'create_user', user, identity: { source: source.name, subject: person.subject } })
  else if (user !== present) changes.push({ kind: 'update_user', user })
  changes.push(...(await membershipChanges(user, !present, input, ports)))

  const events = changes.flatMap((change) => {
    const event = told(change, source.name)
    return event ? [auditEvent({ ...event, actor, origin }, { clock })] : []
  })
  return { outcome: 'admitted', admission: { userId: user.id, changes, events } }
}
