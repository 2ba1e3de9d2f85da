/**
 * The world in which the tests take place: two organizations, three people, and apps of each kind, in the form that
 * `mandate apply` takes.
 */

/** The secrets that people of this world chose; long enough to be taken, and none that anybody uses elsewhere. */
export const passwords = {
  ada: 'analytical engine no 1',
  grace: 'nanoseconds of wire 11',
  alan: 'bombe and banburismus 3',
}

export const clientSecret = 'a-secret-of-this-world-32-characters-or-more'

/** Where web apps of the world are sent back to; never asked for by the tests' browser. */
export const callback = 'https://sync.acme.example/callback'

export const api = 'https://api.northwind.example'
export const billingApi = 'urn:northwind:billing'

const web = {
  owner: 'acme',
  type: 'confidential',
  clientSecret,
  tokenEndpointAuthMethod: 'client_secret_basic',
  redirectUris: [callback],
  grantTypes: ['authorization_code', 'refresh_token'],
  scopes: ['openid', 'profile', 'email', 'address', 'phone', 'posts:read', 'posts:write', 'invoices:read'],
  actorModes: ['self'],
} as const

export const world = {
  scopes: [
    { name: 'posts:read', description: 'Read posts' },
    { name: 'posts:write', description: 'Create and edit posts' },
    { name: 'invoices:read', description: 'See invoices' },
  ],
  users: [
    {
      email: 'ada@example.com',
      password: passwords.ada,
      name: 'Ada Lovelace',
      emailVerified: true,
      givenName: 'Ada',
      familyName: 'Lovelace',
      locale: 'en-GB',
      zoneinfo: 'Europe/London',
      phoneNumber: '+44 20 7946 0000',
      address: { locality: 'London', country: 'United Kingdom' },
    },
    { email: 'grace@example.com', password: passwords.grace, name: 'Grace Hopper', emailVerified: true },
    { email: 'alan@example.com', password: passwords.alan, name: 'Alan Turing' },
  ],
  organizations: [
    { slug: 'contoso', name: 'Contoso', members: [{ email: 'ada@example.com', role: 'admin' }] },
    { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
  ],
  resources: [
    { identifier: api, scopes: ['posts:read', 'posts:write'], accessTokenFormat: 'opaque' },
    { identifier: billingApi, scopes: ['invoices:read'], accessTokenFormat: 'jwt' },
  ],
  apps: [
    { ...web, clientId: 'acme-sync', name: 'Acme Sync', description: 'Keeps your posts in step with Acme.' },
    { ...web, clientId: 'acme-post', name: 'Acme Post', tokenEndpointAuthMethod: 'client_secret_post' },
    {
      ...web,
      clientId: 'acme-classic',
      name: 'Acme Classic',
      tokenEndpointAuthMethod: ['client_secret_basic', 'client_secret_post'],
      pkce: 'optional',
      idTokenClaims: false,
    },
    { ...web, clientId: 'acme-steady', name: 'Acme Steady', refresh: 'in_place' },
    { ...web, clientId: 'acme-once', name: 'Acme Once', grantTypes: ['authorization_code'] },
    { ...web, clientId: 'acme-choosy', name: 'Acme Choosy', optionalScopes: ['posts:write'] },
    { ...web, clientId: 'acme-eddsa', name: 'Acme EdDSA', idTokenSignedResponseAlg: 'EdDSA' },
    { ...web, clientId: 'acme-es256', name: 'Acme ES256', idTokenSignedResponseAlg: 'ES256' },
    { ...web, clientId: 'acme-trusted', name: 'Northwind Desktop', trusted: true },
    {
      clientId: 'harbor-cli',
      name: 'Harbor CLI',
      owner: 'acme',
      type: 'public',
      tokenEndpointAuthMethod: 'none',
      redirectUris: [
        'http://127.0.0.1/callback',
        'http://localhost:7777/callback',
        'com.example.harbor:/callback',
      ],
      grantTypes: ['authorization_code', 'refresh_token'],
      scopes: ['openid', 'profile', 'email', 'posts:read'],
      actorModes: ['self'],
    },
    {
      clientId: 'acme-spa',
      name: 'Acme Board',
      owner: 'acme',
      type: 'public',
      tokenEndpointAuthMethod: 'none',
      redirectUris: ['https://board.acme.example/callback'],
      grantTypes: ['authorization_code', 'refresh_token'],
      scopes: ['openid', 'profile', 'email', 'posts:read'],
      actorModes: ['self'],
    },
    {
      clientId: 'acme-robot',
      name: 'Acme Robot',
      owner: 'acme',
      type: 'confidential',
      clientSecret,
      tokenEndpointAuthMethod: 'client_secret_basic',
      redirectUris: [],
      grantTypes: ['client_credentials'],
      scopes: ['posts:read', 'posts:write', 'invoices:read'],
      defaultScopes: ['posts:read'],
      actorModes: ['app'],
    },
    {
      clientId: 'northwind-api',
      name: 'Northwind API',
      owner: 'contoso',
      type: 'confidential',
      clientSecret,
      tokenEndpointAuthMethod: 'client_secret_basic',
      redirectUris: [],
      grantTypes: ['client_credentials'],
      scopes: [],
      actorModes: ['app'],
      introspection: 'audience',
      serves: [api],
    },
    {
      clientId: 'northwind-gateway',
      name: 'Northwind Gateway',
      owner: 'contoso',
      type: 'confidential',
      clientSecret,
      tokenEndpointAuthMethod: 'client_secret_basic',
      redirectUris: [],
      grantTypes: ['client_credentials'],
      scopes: [],
      actorModes: ['app'],
      introspection: 'any',
    },
  ],
} as const
