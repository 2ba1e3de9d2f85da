import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { defaultPolicy } from '../../src/platform/organizations/organization.ts'
import { checkState, parseState, StateError } from '../../src/platform/state/check-state.ts'
import { registeredNames } from '../../src/server/registered-names.ts'
import { contractState, demo } from './contract-state.ts'

const nothing = { scopes: [], resources: [], organizations: [], users: [], apps: [] }

const problemsOf = (state: unknown): readonly string[] => {
  try {
    checkState(parseState(state), nothing, registeredNames)
    return []
  } catch (error) {
    if (error instanceof StateError) return error.problems
    throw error
  }
}

/** The contract's state with another app. */
const withApp = (app: object) => ({ ...contractState, apps: [{ ...demo, ...app }] })
const publicApp = {
  type: 'public',
  tokenEndpointAuthMethod: 'none',
  clientSecret: undefined,
  grantTypes: ['authorization_code'],
}

test("the contract's state is right", () => assert.deepEqual(problemsOf(contractState), []))

test('every key of the contract is known', () => {
  const app = {
    description: 'Shows',
    homepageUrl: 'https://demo.example',
    logoUrl: 'https://demo.example/logo.png',
    policyUrl: 'https://demo.example/policy',
    termsUrl: 'https://demo.example/terms',
    postLogoutRedirectUris: ['https://demo.example/bye'],
    tokenEndpointAuthMethod: ['client_secret_basic', 'client_secret_post'],
    pkce: 'optional',
    accessTokenFormat: 'jwt',
    introspection: 'audience',
    serves: ['https://api.example.com'],
    defaultScopes: ['openid'],
    optionalScopes: ['posts:read'],
    idTokenSignedResponseAlg: 'ES256',
    idTokenClaims: false,
    refresh: 'in_place',
    liveTokens: 'per_organization',
    lifetimes: { authorizationCode: 30, accessToken: 60, refreshToken: 600, idToken: 60 },
    webhook: { url: 'https://demo.example/hook', events: ['grant.revoked'] },
    trusted: true,
    managers: ['ada@example.com'],
    published: false,
    verified: true,
    actsAsUsers: true,
  }
  assert.deepEqual(problemsOf(withApp(app)), [])
})

test('managers are users', () => {
  assert.deepEqual(problemsOf(withApp({ managers: ['ADA@example.com', 'nobody@example.com'] })), [
    'apps[0].managers[1] names nobody@example.com, which is no user',
  ])
})

test('scope names may hold what the contract says', () => {
  const names = ['posts:read', 'posts/*', '50%', 'a.b', 'https://example.com/scope']
  const scopes = names.map((name) => ({ name, description: 'Does things' }))
  assert.deepEqual(
    problemsOf({ ...withApp({ scopes: names }), scopes: [...contractState.scopes, ...scopes.slice(1)] }),
    [],
  )
})

test('resource identifiers may be any absolute URI', () => {
  for (const identifier of ['urn:example:api', 'http://127.0.0.1:9100/mcp', 'https://api.example.com/'])
    assert.deepEqual(problemsOf({ resources: [{ identifier }] }), [], identifier)
})

describe('an entry of a wrong form is told by its path', () => {
  for (const [what, state, problem] of [
    ['no object', [], 'the state must be an object'],
    ['an unknown key', { user: [] }, 'user is not a known key; did you mean users?'],
    [
      'an unknown key of an app',
      withApp({ redirectURIs: [] }),
      'apps[0].redirectURIs is not a known key; did you mean redirectUris?',
    ],
    [
      'an unknown key in an object of an app',
      withApp({ lifetimes: { acessToken: 1 } }),
      'apps[0].lifetimes.acessToken is not a known key; did you mean accessToken?',
    ],
    ['a key that is missing', { scopes: [{ name: 'a' }] }, 'scopes[0].description is missing'],
    ['a value of another type', withApp({ trusted: 'yes' }), 'apps[0].trusted must be true or false'],
    ['a value that is not on the list', withApp({ profile: 'flex' }), 'apps[0].profile must be strict'],
    [
      'a method that is neither name nor list',
      withApp({ tokenEndpointAuthMethod: 5 }),
      'apps[0].tokenEndpointAuthMethod must be the name of a client authentication method, or a list of them',
    ],
    [
      'a scope name that RFC 6749 does not admit',
      { scopes: [{ name: 'a b', description: 'x' }] },
      'scopes[0].name must be ASCII without spaces, quotes and backslashes',
    ],
    [
      'an e-mail address that is none',
      { users: [{ email: 'ada' }] },
      'users[0].email must be an e-mail address',
    ],
    [
      'a short password',
      { users: [{ email: 'ada@example.com', password: 'short' }] },
      'users[0].password must have at least 8 characters',
    ],
    [
      'a short secret',
      withApp({ clientSecret: 'short' }),
      'apps[0].clientSecret must be 16 to 255 printable ASCII characters',
    ],
    [
      'a slug for no URL',
      { organizations: [{ slug: 'Acme Inc', name: 'Acme' }] },
      'organizations[0].slug must be lower-case letters, digits and inner hyphens',
    ],
    [
      'a resource with a fragment',
      { resources: [{ identifier: 'https://api.example.com#a' }] },
      'resources[0].identifier must be an absolute URI without spaces and without a fragment (#)',
    ],
    [
      'a webhook without TLS',
      withApp({ webhook: { url: 'http://demo.example/hook' } }),
      'apps[0].webhook.url must use https; http is for localhost, 127.0.0.1 and [::1] only',
    ],
    [
      'a code that lives too long',
      withApp({ lifetimes: { authorizationCode: 601 } }),
      'apps[0].lifetimes.authorizationCode must be at most 600',
    ],
  ] as const) {
    test(what, () => assert.deepEqual(problemsOf(state), [problem]))
  }
})

describe('an app that contradicts itself is told so', () => {
  for (const [what, app, problem] of [
    [
      'a redirect URI with a wildcard',
      { redirectUris: ['https://*.example'] },
      'apps[0].redirectUris[0] must not have a wildcard (*): register each URI',
    ],
    [
      'a redirect URI without TLS',
      { redirectUris: ['https://demo.example/', 'http://demo.example/'] },
      'apps[0].redirectUris[1] must use https; http is for localhost, 127.0.0.1 and [::1] only',
    ],
    [
      'a redirect URI after logout with a fragment',
      { postLogoutRedirectUris: ['https://demo.example/#a'] },
      'apps[0].postLogoutRedirectUris[0] must not have a fragment (#): leave it out',
    ],
    [
      'no redirect URI for the code flow',
      { redirectUris: [] },
      'apps[0].redirectUris must not be empty for an app with the grant type authorization_code',
    ],
    [
      'a grant type that is not registered',
      { grantTypes: ['authorization_code', 'password'] },
      'apps[0].grantTypes[1] must be one of authorization_code, refresh_token, client_credentials',
    ],
    [
      'a method that is not registered',
      { tokenEndpointAuthMethod: 'private_key_jwt' },
      'apps[0].tokenEndpointAuthMethod must be one of none, client_secret_basic, client_secret_post, which this server has',
    ],
    [
      'a confidential app that does not authenticate',
      { tokenEndpointAuthMethod: 'none' },
      'apps[0].tokenEndpointAuthMethod must not be none for a confidential app: make its type public',
    ],
    [
      'a public app that authenticates',
      { ...publicApp, tokenEndpointAuthMethod: 'client_secret_basic' },
      'apps[0].tokenEndpointAuthMethod must be none for a public app, which can keep no secret',
    ],
    [
      'a public app with a secret',
      { ...publicApp, clientSecret: demo.clientSecret },
      'apps[0].clientSecret must be left out for a public app, which can keep no secret',
    ],
    [
      'a public app without PKCE',
      { ...publicApp, pkce: 'optional' },
      'apps[0].pkce must be required for a public app',
    ],
    [
      'a public app that refreshes in place',
      { ...publicApp, refresh: 'in_place' },
      'apps[0].refresh must be rotate for a public app, since in_place needs client authentication',
    ],
    [
      'a public app with client credentials',
      { ...publicApp, grantTypes: ['client_credentials'] },
      'apps[0].grantTypes[0] must not be client_credentials for a public app, which has no credentials',
    ],
    [
      'a public app that introspects',
      { ...publicApp, introspection: 'any' },
      'apps[0].introspection must be own for a public app, which cannot authenticate to introspect',
    ],
    [
      'a scope that is not in the catalogue',
      { scopes: ['openid', 'posts:write'] },
      'apps[0].scopes[1] names the scope posts:write, which is not among scopes',
    ],
    [
      'an optional scope that it does not have',
      { optionalScopes: ['email'] },
      "apps[0].optionalScopes[0] names the scope email, which is not among the app's scopes",
    ],
    [
      'a default scope that it does not have',
      { defaultScopes: ['email'] },
      "apps[0].defaultScopes[0] names the scope email, which is not among the app's scopes",
    ],
    ['openid as optional', { optionalScopes: ['openid'] }, 'apps[0].optionalScopes must not hold openid'],
    [
      'an owner that there is not',
      { owner: 'nobody' },
      "apps[0].owner names nobody, which is neither an organization's slug nor a user's e-mail",
    ],
    [
      'a resource that there is not',
      { introspection: 'audience', serves: ['https://other.example'] },
      'apps[0].serves[0] names the resource https://other.example, which is not among resources',
    ],
    [
      'introspection for no audience',
      { introspection: 'audience' },
      'apps[0].serves must name the resources that the app serves, since introspection is audience',
    ],
  ] as const) {
    test(what, () => assert.deepEqual(problemsOf(withApp(app)), [problem]))
  }
})

test('what a state points to may be in the database already', () => {
  const existing = {
    scopes: [{ name: 'posts:read', description: 'Read posts' }],
    resources: [],
    organizations: [
      { id: 'org_1', slug: 'acme', name: 'Acme', members: [], policy: defaultPolicy, rules: [] },
    ],
    users: [],
    apps: [],
  }
  checkState(parseState({ apps: [demo] }), existing, registeredNames)
})

test('what is named twice, and what is nowhere, is told', () => {
  const { scopes, users, organizations, resources, apps } = contractState
  assert.deepEqual(
    problemsOf({
      scopes: [...scopes, ...scopes, { name: 'a', description: 'A', implies: ['b'] }],
      users: [...users, { email: 'ADA@example.com' }],
      organizations: [
        ...organizations,
        { slug: 'acme', name: 'Again', members: [{ email: 'bob@example.com' }] },
        {
          slug: 'twice',
          name: 'Twice',
          members: [{ email: 'ada@example.com' }, { email: 'Ada@example.com', role: 'owner' }],
        },
      ],
      resources: [...resources, { identifier: 'https://api.example.com', scopes: ['c'] }],
      apps: [...apps, ...apps],
    }),
    [
      'scopes[1].name names posts:read a second time',
      'users[1].email names ada@example.com a second time',
      'organizations[1].slug names acme a second time',
      'resources[1].identifier names https://api.example.com a second time',
      'apps[1].clientId names demo a second time',
      'scopes[2].implies[0] names the scope b, which is not among scopes',
      'resources[1].scopes[0] names the scope c, which is not among scopes',
      'organizations[1].members[0].email names bob@example.com, which is no user',
      'organizations[2].members[1].email names Ada@example.com a second time',
    ],
  )
})

test('scopes do not imply one another in a circle', () => {
  const b = { name: 'b', description: 'B', implies: ['a'] }
  const circle = [{ name: 'a', description: 'A', implies: ['b'] }, b]
  const sentence = 'scopes[0].implies must not lead back to the scope itself: a implies b implies a'
  assert.deepEqual(problemsOf({ scopes: circle }), [sentence])
  assert.throws(
    () =>
      checkState(parseState({ scopes: circle.slice(0, 1) }), { ...nothing, scopes: [b] }, registeredNames),
    { problems: [sentence] },
  )
})

test('a policy speaks of scopes and apps that there are', () => {
  const policy = {
    scopeCeiling: ['posts:read', 'mandate:apps:read', 'nothing:read'],
    allowedApps: ['demo', 'nobody'],
    blockedApps: ['demo'],
  }
  const organizations = contractState.organizations.map((one) => ({ ...one, policy }))
  assert.deepEqual(problemsOf({ ...contractState, organizations }), [
    'organizations[0].policy.scopeCeiling[2] names the scope nothing:read, which is not among scopes',
    "organizations[0].policy.allowedApps[1] names nobody, which is no app's client id",
    'organizations[0].policy.blockedApps[0] names demo, which is among allowedApps, too',
  ])
})

test('problems never repeat a secret', () => {
  const problems = problemsOf({
    users: [{ email: 'ada@example.com', password: 'hunter2' }],
    apps: [{ ...demo, clientSecret: 'hunter2\n' }],
  })
  assert.equal(problems.length, 2)
  assert.ok(!problems.join().includes('hunter2'))
})
