import type { AuditEvent } from '../audit/record.ts'
import type { Role } from '../organizations/role.ts'
import type { User } from '../users/user.ts'

export type AdmissionChange =
  | {
      readonly kind: 'create_user'
      readonly user: User
      readonly identity: { readonly source: string; readonly subject: string }
    }
  | { readonly kind: 'update_user'; readonly user: User }
  | {
      readonly kind: 'create_organization'
      readonly organization: { readonly id: string; readonly slug: string; readonly name: string }
    }
  | {
      readonly kind: 'link_organization'
      readonly organizationId: string
      readonly source: string
      readonly externalId: string
    }
  /** Leaves a membership alone that another source brought. */
  | {
      readonly kind: 'set_membership'
      readonly organizationId: string
      readonly userId: string
      readonly role: Role
      readonly source: string
    }
  | {
      readonly kind: 'remove_membership'
      readonly organizationId: string
      readonly userId: string
      readonly source: string
    }

/** What is to be written so that a person of another login is one of ours, with what is told of the changes. */
export interface Admission {
  readonly userId: string
  readonly changes: readonly AdmissionChange[]
  readonly events: readonly AuditEvent[]
}
