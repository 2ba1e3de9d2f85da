/**
 * Every permission of the platform, in one table: who may do it, and which management scope a credential needs for it
 * that somebody else holds on a person's behalf. Everything that is not said here is refused.
 */
import { holdsManagementScope, type ManagementScope } from './policy/management-scopes.ts'
import type { Party, Subject } from './policy/party.ts'
import {
  admin,
  adminForRole,
  anybody,
  anybodyIfPublished,
  anyPerson,
  appActingAsUser,
  appOwner,
  appPeople,
  installedThere,
  itself,
  managerOneself,
  member,
  oneself,
  oneselfAnywhere,
  operator,
  owner,
  resourceServer,
  type Who,
} from './policy/who.ts'

export type { Party, Subject } from './policy/party.ts'

interface Permission {
  /** Any of them suffices. */
  readonly who: readonly Who[]
  /** Needed by a token; undefined for what needs none. */
  readonly scope: ManagementScope | undefined
}

const by =
  (scope: ManagementScope | undefined) =>
  (...who: Who[]): Permission => ({ who, scope })

const free = by(undefined)
const readApps = by('mandate:apps:read')
const writeApps = by('mandate:apps:write')
const readOrganizations = by('mandate:organizations:read')
const writeOrganizations = by('mandate:organizations:write')
const readInstallations = by('mandate:installations:read')
const writeInstallations = by('mandate:installations:write')
const readUsers = by('mandate:users:read')
const writeUsers = by('mandate:users:write')
const readAudit = by('mandate:audit:read')

export const permissions = {
  // Apps. The subject of `create` and `receive` has the owner to be.
  'app.list': readApps(appOwner, operator),
  'app.read_profile': readApps(anybodyIfPublished, appPeople, operator),
  'app.read': readApps(appPeople, operator),
  'app.create': writeApps(appOwner, operator),
  'app.update': writeApps(appPeople, operator),
  'app.publish': writeApps(appPeople, operator),
  'app.delete': writeApps(appOwner, operator),
  'app.transfer': writeApps(appOwner, operator),
  'app.receive': writeApps(appOwner, operator),
  'app.verify': writeApps(operator),
  'app.suspend': writeApps(operator),
  'app.reinstate': writeApps(operator),
  'app.trust': writeApps(operator),
  'app.let_act_as_users': writeApps(operator),
  'secret.list': readApps(appPeople, operator),
  'secret.create': writeApps(appPeople, operator),
  'secret.revoke': writeApps(appPeople, operator),
  'manager.list': readApps(appPeople, operator),
  'manager.add': writeApps(appOwner, operator),
  'manager.remove': writeApps(appOwner, managerOneself, operator),
  'attempt.list': readApps(appPeople, operator),

  // Asking for an app from outside.
  'registration_request.submit': free(anybody),
  'registration_request.list': readApps(operator),
  'registration_request.decide': writeApps(operator),

  // Organizations. `role` is the greatest that is given, changed or taken.
  'organization.list': readOrganizations(oneself, operator),
  'organization.read': readOrganizations(member, installedThere, operator),
  'organization.create': writeOrganizations(operator),
  'organization.update': writeOrganizations(admin, operator),
  'organization.delete': writeOrganizations(owner, operator),
  'organization.read_policy': readOrganizations(member, operator),
  'organization.change_policy': writeOrganizations(admin, operator),
  'app_rule.list': readOrganizations(admin, operator),
  'app_rule.change': writeOrganizations(admin, operator),
  'member.list': readOrganizations(member, installedThere, operator),
  'member.add': writeOrganizations(operator),
  'member.change_role': writeOrganizations(adminForRole, operator),
  'member.remove': writeOrganizations(adminForRole, oneself, operator),
  'invitation.list': readOrganizations(admin, operator),
  'invitation.create': writeOrganizations(adminForRole, operator),
  'invitation.revoke': writeOrganizations(adminForRole, operator),
  'invitation.accept': writeOrganizations(anyPerson),

  // Installations. Whether a member installs or has to ask is the organization's policy: `platform/installations`.
  'installation.list': readInstallations(member, appPeople, operator),
  'installation.read': readInstallations(member, appPeople, itself, operator),
  'installation.install': writeInstallations(member, operator),
  'installation.narrow': writeInstallations(admin, operator),
  'installation.suspend': writeInstallations(admin, operator),
  'installation.reinstate': writeInstallations(admin, operator),
  'installation.remove': writeInstallations(admin, appPeople, itself, operator),
  'approval_request.create': writeInstallations(member),
  'approval_request.list': readInstallations(admin, oneself, operator),
  'approval_request.decide': writeInstallations(admin, operator),
  'approval_request.withdraw': writeInstallations(oneself, operator),
  'scope_use.read': readInstallations(admin, appPeople, operator),
  'scope_use.report': free(resourceServer, operator),

  // What people gave. The subject of a grant within an organization has `organizationId`.
  'grant.list': readUsers(oneself, admin, appPeople, operator),
  'grant.revoke': writeUsers(oneself, admin, appPeople, operator),
  'session.list': readUsers(oneself, operator),
  'session.revoke': writeUsers(oneself, operator),
  'user.list': readUsers(operator),
  'user.read': readUsers(oneselfAnywhere, operator),
  'user.create': writeUsers(operator),
  'user.update': writeUsers(oneself, operator),
  'user.disable': writeUsers(operator),
  'user.reinstate': writeUsers(operator),
  'user.delete': writeUsers(operator),
  'user.act_as': free(appActingAsUser),

  // Keys. A personal one that acts within an organization has `organizationId`.
  'personal_key.list': readUsers(oneself, admin, operator),
  'personal_key.create': writeUsers(oneself),
  'personal_key.revoke': writeUsers(oneself, admin, operator),
  'organization_key.list': readOrganizations(admin, operator),
  'organization_key.create': writeOrganizations(admin, operator),
  'organization_key.revoke': writeOrganizations(admin, operator),
  'operator_key.list': free(operator),
  'operator_key.create': free(operator),
  'operator_key.revoke': free(operator),

  // The deployment's.
  'scope.list': free(anybody),
  'scope.change': free(operator),
  'resource.list': free(anybody),
  'resource.change': free(operator),
  'login_challenge.read': free(operator),
  'login_challenge.decide': free(operator),
  'interaction.read': free(operator),
  'interaction.decide': free(operator),
  'identity.list': free(operator),
  'identity.change': free(operator),

  // The audit log: of an organization, of an app, of oneself; the whole only for operators. The subject is what the
  // list is narrowed to, all of it at once.
  'audit.read': readAudit(admin, appPeople, oneself, operator),
} as const satisfies Record<string, Permission>

export type Action = keyof typeof permissions

/** The management scope that a token needs for an action; undefined for what needs none. */
export const scopeNeededFor = (action: Action): ManagementScope | undefined => permissions[action].scope

export type Judgement = 'may' | 'scope_missing' | 'may_not'

/** Whether it may be done, and if not, whether a token with more scopes could. */
export const judge = (party: Party, action: Action, subject: Subject): Judgement => {
  const { who, scope }: Permission = permissions[action]
  if (!who.some((allows) => allows(party, subject))) return 'may_not'
  return scope === undefined || holdsManagementScope(party.scopes, scope) ? 'may' : 'scope_missing'
}

/** Whether a party may do something to a subject. */
export const may = (party: Party, action: Action, subject: Subject): boolean =>
  judge(party, action, subject) === 'may'
