import type { Things } from './things.ts'

/** A right call of a route: what its parameters hold, and what is sent. */
export interface RouteCall {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: unknown
}

export interface CallContext {
  readonly things: Things
  /** The organization of the test. */
  readonly acme: string
  /** Whether it is going to be carried out: then about something of its own. */
  readonly isDone: boolean
}

export type MakeCall = (context: CallContext) => Promise<RouteCall>

const nothing: MakeCall = async () => ({})
const ofApp: MakeCall = async ({ things }) => ({ params: { appId: await things.app() } })
const ofPublicApp: MakeCall = async ({ things }) => ({ params: { appId: await things.publicApp() } })
const ofOrganization: MakeCall = async ({ acme }) => ({ params: { organizationId: acme } })
const ofInstallation: MakeCall = async ({ things }) => ({
  params: { installationId: await things.installation() },
})
const ofRequest: MakeCall = async ({ things }) => ({ params: { requestId: await things.approvalRequest() } })
const ofMember: MakeCall = async ({ things }) => ({ params: { userId: await things.user('linus') } })
const ofSpare: MakeCall = async ({ things }) => ({ params: { userId: await things.user('spare') } })
const ofScope: MakeCall = async ({ things }) => ({ params: { scopeName: await things.scope() } })
const ofInteraction: MakeCall = async () => ({ params: { interaction: 'unknown' } })
const ofResource: MakeCall = async ({ things }) => ({ params: { identifier: await things.resource() } })
const ofChallenge: MakeCall = async () => ({ params: { challenge: 'mlc_unknown' } })
const ofRegistrationRequest: MakeCall = async ({ things }) => ({
  params: { requestId: await things.registrationRequest() },
})

const and =
  (
    make: MakeCall,
    more: (params: Readonly<Record<string, string>>, context: CallContext) => Promise<RouteCall>,
  ) =>
  async (context: CallContext): Promise<RouteCall> => {
    const made = await make(context)
    const added = await more(made.params ?? {}, context)
    return { ...made, ...added, params: { ...made.params, ...added.params } }
  }

const withBody = (make: MakeCall, body: unknown): MakeCall => and(make, async () => ({ body }))

const manifest = { name: 'Changed', redirectUris: ['https://changed.example/callback'] }

/** After a call that sets what this one takes away. */
const afterPut = (make: MakeCall, path: (params: Readonly<Record<string, string>>) => string): MakeCall =>
  and(make, async (params, { things }) => {
    await things.call('PUT', path(params))
    return {}
  })

const offered: MakeCall = and(ofApp, async ({ appId }, { things }) => {
  const to = { kind: 'user', id: await things.user('ada') }
  await things.call('PUT', `/apps/${appId}/transfer`, { to })
  return {}
})

const ofOtherMember: MakeCall = and(ofOrganization, async (_params, { things, acme }) => {
  const userId = await things.user('spare')
  await things.call('PUT', `/organizations/${acme}/members/${userId}`, { role: 'member' })
  return { params: { userId } }
})

export const calls: Readonly<Record<string, MakeCall>> = {
  listApps: nothing,
  registerApp: async ({ acme }) => ({
    body: { ...manifest, owner: { kind: 'organization', id: acme } },
  }),
  getApp: ofApp,
  getAppProfile: ofPublicApp,
  updateApp: withBody(ofApp, { name: 'Changed' }),
  deleteApp: ofApp,
  exportManifest: ofApp,
  importManifest: withBody(ofApp, manifest),
  listSecrets: ofApp,
  addSecret: withBody(ofApp, { name: 'second' }),
  revokeSecret: and(ofApp, async ({ appId = '' }, { things }) => ({
    params: { secretId: await things.secret(appId) },
  })),
  listManagers: ofApp,
  addManager: and(ofApp, async (_params, { things }) => ({ params: { userId: await things.user('linus') } })),
  removeManager: and(ofApp, async ({ appId }, { things }) => {
    const userId = await things.user('linus')
    await things.call('PUT', `/apps/${appId}/managers/${userId}`)
    return { params: { userId } }
  }),
  revokeAppGrants: ofApp,
  getTransfer: offered,
  offerTransfer: and(ofApp, async (_params, { things }) => ({
    body: { to: { kind: 'user', id: await things.user('ada') } },
  })),
  withdrawTransfer: offered,
  acceptTransfer: offered,
  publishApp: ofApp,
  unpublishApp: afterPut(ofApp, ({ appId }) => `/apps/${appId}/publication`),
  suspendApp: ofApp,
  reinstateApp: afterPut(ofApp, ({ appId }) => `/apps/${appId}/suspension`),
  verifyApp: ofApp,
  unverifyApp: afterPut(ofApp, ({ appId }) => `/apps/${appId}/verification`),
  letAppActAsUsers: ofApp,
  keepAppFromActingAsUsers: afterPut(ofApp, ({ appId }) => `/apps/${appId}/act-as-permission`),
  listAttempts: ofApp,
  fileRegistrationRequest: async () => ({ body: {} }),
  pickUpCredentials: async () => ({ body: { token: 'mpu_unknown' } }),
  listRegistrationRequests: nothing,
  getRegistrationRequest: ofRegistrationRequest,
  decideRegistrationRequest: withBody(ofRegistrationRequest, { decision: 'decline', note: 'Not now.' }),
  listScopes: nothing,
  getScope: ofScope,
  putScope: withBody(ofScope, { description: 'Do something else' }),
  deleteScope: ofScope,
  listResources: nothing,
  getResource: ofResource,
  putResource: withBody(ofResource, { name: 'Changed', scopes: ['posts:read'] }),
  deleteResource: ofResource,
  listOrganizations: nothing,
  createOrganization: async () => ({ body: { slug: 'made-here', name: 'Made here' } }),
  getOrganization: ofOrganization,
  updateOrganization: and(ofOrganization, async () => ({ body: { name: `Acme ${Math.random()}` } })),
  deleteOrganization: async ({ things, acme, isDone }) => ({
    params: { organizationId: isDone ? await things.organization() : acme },
  }),
  getPolicy: ofOrganization,
  changePolicy: withBody(ofOrganization, { personalTokenLifetime: 31_536_000 }),
  listMembers: ofOrganization,
  putMember: withBody(ofOtherMember, { role: 'admin' }),
  removeMember: ofOtherMember,
  listInvitations: ofOrganization,
  invite: async ({ acme }) => ({
    params: { organizationId: acme },
    body: { email: `invited-${Math.random()}@example.com` },
  }),
  revokeInvitation: and(ofOrganization, async (_params, { things, acme }) => ({
    params: { invitationId: (await things.invitation(acme)).id },
  })),
  acceptInvitation: async ({ things }) => {
    const { token } = await things.invitation(await things.organization())
    return { body: { token } }
  },
  listAppRules: ofOrganization,
  setAppRule: and(ofOrganization, async (_params, { things }) => ({
    params: { appId: await things.publicApp() },
    body: { rule: 'allowed' },
  })),
  removeAppRule: and(ofOrganization, async (_params, { things, acme }) => {
    const appId = await things.publicApp()
    await things.call('PUT', `/organizations/${acme}/app-rules/${appId}`, { rule: 'allowed' })
    return { params: { appId } }
  }),
  listInstallations: ofOrganization,
  install: and(ofOrganization, async (_params, { things }) => ({
    body: { appId: await things.publicApp(), scopes: ['posts:read'], actorModes: ['app'] },
  })),
  listInstallationsOfApp: ofApp,
  getInstallation: ofInstallation,
  narrowInstallation: withBody(ofInstallation, { actorModes: ['app'] }),
  removeInstallation: ofInstallation,
  suspendInstallation: ofInstallation,
  reinstateInstallation: afterPut(
    ofInstallation,
    ({ installationId }) => `/installations/${installationId}/suspension`,
  ),
  listScopeUses: ofInstallation,
  reportScopeUses: async ({ things }) => ({
    body: {
      uses: [
        {
          installationId: await things.installation(),
          scope: 'posts:read',
          count: 1,
          lastUsedAt: '2027-01-01T00:00:00Z',
        },
      ],
    },
  }),
  listApprovalRequests: ofOrganization,
  requestApproval: and(ofOrganization, async (_params, { things }) => ({
    body: { appId: await things.publicApp(), scopes: ['posts:read'], actorModes: ['app'] },
  })),
  getApprovalRequest: ofRequest,
  decideApprovalRequest: withBody(ofRequest, { decision: 'deny' }),
  withdrawApprovalRequest: ofRequest,
  listMemberGrants: ofOrganization,
  revokeMemberGrants: and(ofOrganization, async (_params, { things }) => {
    await things.grant(await things.installation())
    return { query: `userId=${await things.user('linus')}` }
  }),
  revokeMemberGrant: and(ofOrganization, async (_params, { things }) => ({
    params: { grantId: await things.grant(await things.installation()) },
  })),
  listUsers: nothing,
  getUser: ofMember,
  updateUser: withBody(ofMember, { name: 'Torvald' }),
  disableUser: ofSpare,
  reinstateUser: ofSpare,
  listSessions: ofMember,
  revokeSessions: ofMember,
  revokeSession: and(ofMember, async (_params, { things }) => ({
    params: { sessionId: await things.session() },
  })),
  listGrants: ofMember,
  revokeGrant: and(ofMember, async (_params, { things }) => ({ params: { grantId: await things.grant() } })),
  listPersonalTokens: ofMember,
  createPersonalToken: withBody(ofMember, { name: 'another', scopes: ['mandate:apps:write'] }),
  revokePersonalToken: and(ofMember, async (_params, { things }) => ({
    params: { keyId: await things.key('personal') },
  })),
  listPersonalTokensOfOrganization: ofOrganization,
  listOrganizationKeys: ofOrganization,
  createOrganizationKey: withBody(ofOrganization, { name: 'another', scopes: ['posts:read'] }),
  revokeOrganizationKey: and(ofOrganization, async (_params, { things }) => ({
    params: { keyId: await things.key('organization') },
  })),
  listOperatorKeys: nothing,
  createOperatorKey: async () => ({ body: { name: 'another' } }),
  revokeOperatorKey: async ({ things }) => ({ params: { keyId: await things.key('operator') } }),
  listIdentities: ofMember,
  linkIdentity: async ({ things }) => ({
    params: { userId: await things.user('linus'), source: 'hand_off' },
    body: { subject: 'linus there' },
  }),
  unlinkIdentity: async ({ things }) => ({
    params: { userId: await things.user('linus'), source: await things.identity() },
  }),
  getLoginChallenge: ofChallenge,
  completeLoginChallenge: withBody(ofChallenge, {
    subject: 'u1',
    email: 'u1@example.com',
    authTime: '2027-01-01T00:00:00Z',
  }),
  rejectLoginChallenge: ofChallenge,
  getInteraction: ofInteraction,
  decideInteraction: withBody(ofInteraction, { decision: 'deny' }),
  listAuditEvents: nothing,
  exportAuditEvents: nothing,
  listOrganizationAuditEvents: ofOrganization,
  listAppAuditEvents: ofApp,
  listUserAuditEvents: ofMember,
}
