import type { Role } from '../organizations/role.ts'

/** An organization as another login names it: by our id, by our slug, or by an id of its own. */
export interface ExternalOrganization {
  readonly id?: string | undefined
  readonly slug?: string | undefined
  readonly externalId?: string | undefined
  /** For one that is not known here yet. */
  readonly name?: string | undefined
  readonly role: Role
}

/** A person as another login knows them. */
export interface ExternalPerson {
  /** Names them there, for good. */
  readonly subject: string
  readonly email: string
  /** Undefined: nothing is said of it. */
  readonly emailVerified: boolean | undefined
  /** Undefined: nothing is said, and what is here stays. So with the others. */
  readonly name: string | undefined
  readonly picture: string | undefined
  /** All of theirs there. Memberships that this login brought before and does not name now end. */
  readonly organizations: readonly ExternalOrganization[] | undefined
}

/** Another login. */
export interface ExternalSource {
  /** `hand_off`, or the name of an upstream provider. */
  readonly name: string
  /** Whether organizations that are not known here are made. */
  readonly createOrganizations: boolean
}

/** The source of the people whom the platform's own login tells of. */
export const handOffSource = 'hand_off'
