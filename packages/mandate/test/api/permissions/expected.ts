/**
 * Who may do what at the management API, written by hand beside the policy: one letter for each credential of `columns`.
 * o: done · 3: 403 · 4: 404 · 9: 409, a rule refuses · b: 400, since the test sends nothing usable.
 */
export const columns = [
  'operator',
  'owner',
  'admin',
  'member',
  'outsider',
  /** The owner's, with no scope. */
  'weak',
  /** The owner's by an installation in the organization, with all scopes. */
  'oauth',
  /** The same with none of ours. */
  'oauthWeak',
  /** The app itself in the organization, with all scopes. */
  'bot',
  /** The app itself in no organization, with all scopes. */
  'app',
  /** A resource server, by HTTP Basic. */
  'server',
] as const

export type Credential = (typeof columns)[number]

const forPeopleOfTheApp = 'ooo443o3444'
const forOperatorsAmongPeopleOfTheApp = 'o3344333444'
const forOperators = 'o4444444444'
const forOperatorsAsAllKnow = 'o3333333333'
const forMembers = 'oooo43o3344'
const forAdmins = 'ooo343o3344'
const forMembersOfTheInstallation = 'oooo43o3444'
const forAdminsOfTheInstallation = 'ooo343o3444'
const forOneself = 'o44o4444444'
const forEverybody = 'ooooooooooo'

export const expected: Readonly<Record<string, string>> = {
  listApps: 'ooooo3o3444',
  registerApp: forPeopleOfTheApp,
  getApp: forPeopleOfTheApp,
  getAppProfile: 'ooooo3o3oo3',
  updateApp: forPeopleOfTheApp,
  deleteApp: forPeopleOfTheApp,
  exportManifest: forPeopleOfTheApp,
  importManifest: forPeopleOfTheApp,
  listSecrets: forPeopleOfTheApp,
  addSecret: forPeopleOfTheApp,
  revokeSecret: forPeopleOfTheApp,
  listManagers: forPeopleOfTheApp,
  addManager: forPeopleOfTheApp,
  // The member is the manager who goes.
  removeManager: 'oooo43o3444',
  revokeAppGrants: forPeopleOfTheApp,
  // The app is offered to the outsider.
  getTransfer: 'ooo4o3o3444',
  offerTransfer: forPeopleOfTheApp,
  withdrawTransfer: 'ooo4o3o3444',
  acceptTransfer: 'o444o444444',
  publishApp: forPeopleOfTheApp,
  unpublishApp: forPeopleOfTheApp,
  suspendApp: forOperatorsAmongPeopleOfTheApp,
  reinstateApp: forOperatorsAmongPeopleOfTheApp,
  verifyApp: forOperatorsAmongPeopleOfTheApp,
  unverifyApp: forOperatorsAmongPeopleOfTheApp,
  letAppActAsUsers: forOperatorsAmongPeopleOfTheApp,
  keepAppFromActingAsUsers: forOperatorsAmongPeopleOfTheApp,
  listAttempts: forPeopleOfTheApp,
  fileRegistrationRequest: 'bbbbbbbbbbb',
  pickUpCredentials: '44444444444',
  listRegistrationRequests: forOperators,
  getRegistrationRequest: forOperators,
  decideRegistrationRequest: forOperators,
  listScopes: forEverybody,
  getScope: forEverybody,
  putScope: forOperatorsAsAllKnow,
  deleteScope: forOperatorsAsAllKnow,
  listResources: forEverybody,
  getResource: forEverybody,
  putResource: forOperatorsAsAllKnow,
  deleteResource: forOperatorsAsAllKnow,
  listOrganizations: 'ooooo3o3444',
  createOrganization: forOperatorsAsAllKnow,
  getOrganization: 'oooo43o3o44',
  updateOrganization: forAdmins,
  // By OAuth it is the one that owns apps.
  deleteOrganization: 'oo334393344',
  getPolicy: forMembers,
  changePolicy: forAdmins,
  listMembers: 'oooo43o3o44',
  putMember: forAdmins,
  removeMember: forAdmins,
  listInvitations: forAdmins,
  invite: forAdmins,
  revokeInvitation: forAdmins,
  // The invitation is for the outsider.
  acceptInvitation: '3999o393333',
  listAppRules: forAdmins,
  setAppRule: forAdmins,
  removeAppRule: forAdmins,
  listInstallations: forMembers,
  // Members have to ask.
  install: 'ooo943o3344',
  listInstallationsOfApp: forPeopleOfTheApp,
  getInstallation: forMembersOfTheInstallation,
  narrowInstallation: forAdminsOfTheInstallation,
  removeInstallation: forAdminsOfTheInstallation,
  suspendInstallation: forAdminsOfTheInstallation,
  reinstateInstallation: forAdminsOfTheInstallation,
  listScopeUses: forAdminsOfTheInstallation,
  reportScopeUses: 'o333333333o',
  listApprovalRequests: forMembers,
  // Admins install without asking.
  requestApproval: '399o4393344',
  // The member's own.
  getApprovalRequest: forMembersOfTheInstallation,
  decideApprovalRequest: forAdminsOfTheInstallation,
  withdrawApprovalRequest: 'o33o4333444',
  listMemberGrants: forAdmins,
  revokeMemberGrants: forAdmins,
  revokeMemberGrant: forAdmins,
  listUsers: forOperators,
  // Of the member, where the user has something; of nobody here, where an account is closed.
  getUser: forOneself,
  updateUser: forOneself,
  disableUser: forOperators,
  reinstateUser: forOperators,
  listSessions: forOneself,
  revokeSessions: forOneself,
  revokeSession: forOneself,
  listGrants: forOneself,
  revokeGrant: forOneself,
  listPersonalTokens: forOneself,
  createPersonalToken: '344o4444444',
  revokePersonalToken: forOneself,
  listPersonalTokensOfOrganization: forAdmins,
  listOrganizationKeys: forAdmins,
  createOrganizationKey: forAdmins,
  revokeOrganizationKey: forAdmins,
  listOperatorKeys: forOperators,
  createOperatorKey: forOperators,
  revokeOperatorKey: forOperators,
  listIdentities: forOperators,
  linkIdentity: forOperators,
  unlinkIdentity: forOperators,
  // There is no such challenge: what becomes of one is tested elsewhere.
  getLoginChallenge: '44444444444',
  completeLoginChallenge: '44444444444',
  rejectLoginChallenge: '44444444444',
  getInteraction: '44444444444',
  decideInteraction: '44444444444',
  listAuditEvents: forOperators,
  exportAuditEvents: forOperators,
  listOrganizationAuditEvents: forAdmins,
  listAppAuditEvents: forPeopleOfTheApp,
  listUserAuditEvents: forOneself,
}
