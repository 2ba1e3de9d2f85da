import { findOrganization } from '../../platform/organizations/find-organization.ts'
import type { Organization } from '../../platform/organizations/organization.ts'
import { systemClock } from '../../protocol/clock.ts'
import { createAppRuleStore } from '../../store/app-rules.ts'
import { createApprovalRequestStore } from '../../store/approval-requests.ts'
import { createAuditStore } from '../../store/audit-events.ts'
import type { Database } from '../../store/database.ts'
import { createInstallationStore } from '../../store/installations.ts'
import { createInvitationStore } from '../../store/invitations.ts'
import { createMembershipStore } from '../../store/memberships.ts'
import { createOrganizationStore } from '../../store/organizations.ts'
import { createScopeStore } from '../../store/scopes.ts'
import { CommandError } from '../command-error.ts'
import { operator } from '../state-ports.ts'

/** Whoever has access to the machine does it, by no request. */
export const doing = { actor: operator, origin: {} } as const

/** What the verbs about organizations ask for. */
export const organizationPorts = (database: Database) => {
  const scopes = createScopeStore(database)
  return {
    organizations: createOrganizationStore(database),
    members: createMembershipStore(database),
    invitations: createInvitationStore(database),
    appRules: createAppRuleStore(database),
    installations: createInstallationStore(database),
    approvalRequests: createApprovalRequestStore(database),
    audit: createAuditStore(database),
    scopes,
    catalogue: scopes,
    clock: systemClock,
  }
}

/** By its slug or its id. @throws CommandError if there is none. */
export const getOrganization = async (database: Database, name: string): Promise<Organization> => {
  const found = await findOrganization(name, { organizations: createOrganizationStore(database) })
  if (!found) throw new CommandError(`there is no organization ${name}`)
  return found
}

/** Of something that was carried out unless somebody else came first. @throws CommandError if they did. */
export const changedMeanwhile = (what: string): CommandError =>
  new CommandError(`${what} was changed by somebody else meanwhile: try again`)
