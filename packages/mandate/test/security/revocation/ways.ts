import { bots, installed, members, ofApp, personal, type Things } from './things.ts'

export type Who = 'user' | 'admin' | 'owner' | 'manager' | 'operator' | 'app'

/** One way in which somebody tries to take something back. */
export interface Way {
  readonly who: Who
  readonly what: string
  /** At the management API; else by the account page, or at the revocation endpoint. */
  readonly call?: (things: Things) => readonly [method: string, path: string, body?: unknown]
  readonly page?: true
  readonly revoke?: { readonly text: keyof Things['texts']; readonly by?: string }
  /** All that it ends, and nothing else. Nothing: it is refused. */
  readonly ends: readonly string[]
  /** Of a refusal. */
  readonly status?: 403 | 404
  /** What is written down: the action, and whether the organization and the app are told. */
  readonly event?: readonly [action: string, told: 'organization' | 'app' | 'both' | 'neither']
  /** Written down for the organization, too. */
  readonly alsoThere?: string
  /** Undoes what would outlast the app of the test, by an operator. */
  readonly after?: Way['call']
}

type Call = NonNullable<Way['call']>

const installation: Call = ({ installationId }) => ['DELETE', `/installations/${installationId}`]
const suspension: Call = ({ installationId }) => ['PUT', `/installations/${installationId}/suspension`]
const secret: Call = ({ appId, secretId }) => ['DELETE', `/apps/${appId}/secrets/${secretId}`]
const ofAll: Call = ({ appId }) => ['DELETE', `/apps/${appId}/grants`]
const ofUser: Call = ({ appId, userId }) => ['DELETE', `/apps/${appId}/grants?userId=${userId}`]
const app: Call = ({ appId }) => ['DELETE', `/apps/${appId}`]
const appSuspension: Call = ({ appId }) => ['PUT', `/apps/${appId}/suspension`]
const personalGrant: Call = ({ userId, personalGrantId }) => [
  'DELETE',
  `/users/${userId}/grants/${personalGrantId}`,
]
const memberGrant: Call = ({ userId, memberGrantId }) => [
  'DELETE',
  `/users/${userId}/grants/${memberGrantId}`,
]
const grantInOrganization: Call = ({ organizationId, memberGrantId }) => [
  'DELETE',
  `/organizations/${organizationId}/grants/${memberGrantId}`,
]
const token: Call = ({ userId, tokenId }) => ['DELETE', `/users/${userId}/personal-tokens/${tokenId}`]
const confined: Call = ({ userId, confinedTokenId }) => [
  'DELETE',
  `/users/${userId}/personal-tokens/${confinedTokenId}`,
]
const membership: Call = ({ organizationId, userId }) => [
  'DELETE',
  `/organizations/${organizationId}/members/${userId}`,
]
const memberAgain: Call = ({ organizationId, userId }) => [
  'PUT',
  `/organizations/${organizationId}/members/${userId}`,
  { role: 'member' },
]
const rule = (method: 'PUT' | 'DELETE', body?: unknown): Call => {
  return ({ organizationId, appId }) => [method, `/organizations/${organizationId}/app-rules/${appId}`, body]
}
const tokensPolicy = (personalTokens: string): Call => {
  return ({ organizationId }) => ['PATCH', `/organizations/${organizationId}/policy`, { personalTokens }]
}
const accountOf = (method: 'PUT' | 'DELETE'): Call => {
  return ({ userId }) => [method, `/users/${userId}/disablement`]
}

const no = (who: Who, status: 403 | 404, calls: Readonly<Record<string, Call>>): Way[] =>
  Object.entries(calls).map(([what, call]) => ({ who, what, call, ends: [], status }))

const keys = ['personal token', 'confined personal token']

export const ways: readonly Way[] = [
  { who: 'user', what: 'own consent', call: personalGrant, ends: personal, event: ['grant.revoked', 'app'] },
  {
    who: 'user',
    what: 'own consent, on the page',
    page: true,
    ends: personal,
    event: ['grant.revoked', 'app'],
  },
  {
    who: 'user',
    what: 'consent as a member',
    call: memberGrant,
    ends: members,
    event: ['grant.revoked', 'both'],
  },
  {
    who: 'user',
    what: 'token',
    call: token,
    ends: ['personal token'],
    event: ['personal_token.revoked', 'neither'],
  },
  {
    who: 'user',
    what: 'confined token',
    call: confined,
    ends: ['confined personal token'],
    event: ['personal_token.revoked', 'organization'],
  },
  {
    who: 'user',
    what: 'own membership',
    call: membership,
    ends: [...members, 'confined personal token'],
    event: ['membership.removed', 'organization'],
    after: memberAgain,
  },
  ...no('user', 403, { installation, suspension, 'consent of the organization': grantInOrganization }),
  ...no('user', 404, { secret, 'all that the app was allowed': ofAll, app }),

  {
    who: 'admin',
    what: 'consent of a member',
    call: grantInOrganization,
    ends: members,
    event: ['grant.revoked', 'both'],
  },
  {
    who: 'admin',
    what: 'all consents of a member',
    call: ({ organizationId, userId }) => [
      'DELETE',
      `/organizations/${organizationId}/grants?userId=${userId}`,
    ],
    ends: members,
    event: ['grant.revoked', 'organization'],
  },
  {
    who: 'admin',
    what: 'all consents for an app',
    call: ({ organizationId, appId }) => ['DELETE', `/organizations/${organizationId}/grants?appId=${appId}`],
    ends: members,
    event: ['grant.revoked', 'both'],
  },
  {
    who: 'admin',
    what: 'member',
    call: membership,
    ends: [...members, 'confined personal token'],
    event: ['membership.removed', 'organization'],
    after: memberAgain,
  },
  {
    who: 'admin',
    what: 'suspension',
    call: suspension,
    ends: installed,
    event: ['installation.suspended', 'both'],
  },
  {
    who: 'admin',
    what: 'installation',
    call: installation,
    ends: installed,
    event: ['installation.removed', 'both'],
  },
  {
    who: 'admin',
    what: 'block of the app',
    call: rule('PUT', { rule: 'blocked' }),
    ends: installed,
    event: ['installation.removed', 'both'],
    after: rule('DELETE'),
  },
  {
    who: 'admin',
    what: 'confined token',
    call: confined,
    ends: ['confined personal token'],
    event: ['personal_token.revoked', 'organization'],
  },
  {
    who: 'admin',
    what: 'tokens of all members',
    call: tokensPolicy('forbidden'),
    ends: ['confined personal token'],
    event: ['organization.policy_changed', 'organization'],
    after: tokensPolicy('allowed'),
  },
  ...no('admin', 404, { 'own consent of a member': personalGrant, token, secret, 'the app’s': ofAll, app }),

  ...(['owner', 'manager'] as const).flatMap((who): Way[] => [
    { who, what: 'all', call: ofAll, ends: [...personal, ...members], event: ['grant.revoked', 'app'] },
    {
      who,
      what: 'all of a user',
      call: ofUser,
      ends: [...personal, ...members],
      event: ['grant.revoked', 'app'],
    },
    {
      who,
      what: 'installation',
      call: installation,
      ends: installed,
      event: ['installation.removed', 'both'],
    },
    { who, what: 'secret', call: secret, ends: ['secret'], event: ['secret.revoked', 'app'] },
    ...no(who, 403, { suspension, 'suspension of the app': appSuspension }),
    ...no(who, 404, { personalGrant, memberGrant, token, confined, grantInOrganization, membership }),
  ]),
  ...no('manager', 403, { app }),
  {
    who: 'owner',
    what: 'app',
    call: app,
    ends: ofApp,
    event: ['app.deleted', 'app'],
    alsoThere: 'installation.removed',
  },

  { who: 'operator', what: 'consent', call: personalGrant, ends: personal, event: ['grant.revoked', 'app'] },
  {
    who: 'operator',
    what: 'consent as a member',
    call: memberGrant,
    ends: members,
    event: ['grant.revoked', 'both'],
  },
  {
    who: 'operator',
    what: 'account',
    call: accountOf('PUT'),
    ends: [...personal, ...members, ...keys],
    event: ['user.disabled', 'neither'],
    after: accountOf('DELETE'),
  },
  {
    who: 'operator',
    what: 'installation',
    call: installation,
    ends: installed,
    event: ['installation.removed', 'both'],
  },
  {
    who: 'operator',
    what: 'app, suspended',
    call: appSuspension,
    ends: ofApp.filter((one) => one !== 'installation'),
    event: ['app.suspended', 'app'],
  },
  {
    who: 'operator',
    what: 'app',
    call: app,
    ends: ofApp,
    event: ['app.deleted', 'app'],
    alsoThere: 'installation.removed',
  },
  { who: 'operator', what: 'secret', call: secret, ends: ['secret'], event: ['secret.revoked', 'app'] },
  {
    who: 'operator',
    what: 'token',
    call: token,
    ends: ['personal token'],
    event: ['personal_token.revoked', 'neither'],
  },

  {
    who: 'app',
    what: 'token',
    revoke: { text: 'access' },
    ends: ['token of a person'],
    event: ['token.revoked', 'app'],
  },
  {
    who: 'app',
    what: 'token in an organization',
    revoke: { text: 'memberAccess' },
    ends: ['token of a member'],
    event: ['token.revoked', 'both'],
  },
  {
    who: 'app',
    what: 'JWT',
    revoke: { text: 'jwt' },
    ends: ['JWT of a person'],
    event: ['token.revoked', 'app'],
  },
  {
    who: 'app',
    what: 'refresh token',
    revoke: { text: 'refresh' },
    ends: ['token of a person', 'refresh token of a person'],
    event: ['token.revoked', 'app'],
  },
  { who: 'app', what: 'code, which is no token', revoke: { text: 'code' }, ends: [] },
  { who: 'app', what: 'key of a person', revoke: { text: 'key' }, ends: [] },
  { who: 'app', what: 'refresh token of another', revoke: { text: 'refresh', by: 'acme-sync' }, ends: [] },
  { who: 'app', what: 'JWT of another', revoke: { text: 'jwt', by: 'acme-sync' }, ends: [] },
  {
    who: 'app',
    what: 'installation',
    call: installation,
    ends: installed,
    event: ['installation.removed', 'both'],
  },
  ...no('app', 403, { suspension, grantInOrganization, membership }),
  ...no('app', 404, { secret, ofAll, app, personalGrant, token, confined }),
]

export const everything = [...ofApp, ...bots, ...keys]
