import assert from 'node:assert/strict'
import { createGuard, type Guard, type GuardOptions } from 'mandate-guard'
import { createPerson, createRelyingParty, fixture, type TestServer } from 'mandate-testkit'

/** A second name of the API of the fixture world, for which tokens are JWTs. */
export const jwtApi = 'https://api.northwind.example/v2'

const [base] = fixture.world.apps

/** The fixture world with scopes of organizations, and an app that acts in them. */
export const installableWorld = {
  ...fixture.world,
  scopes: [
    { name: 'posts:read', description: 'Read posts', organization: true },
    { name: 'posts:write', description: 'Write posts', organization: true, roles: ['owner', 'admin'] },
    { name: 'invoices:read', description: 'See invoices' },
  ],
  resources: [
    ...fixture.world.resources,
    { identifier: jwtApi, scopes: ['posts:read', 'posts:write'], accessTokenFormat: 'jwt' },
  ],
  apps: [
    ...fixture.world.apps.map((app) =>
      app.clientId === 'northwind-api' ? { ...app, serves: [fixture.api, jwtApi] } : app,
    ),
    {
      ...base,
      clientId: 'calendar',
      name: 'Calendar',
      scopes: ['openid', 'posts:read', 'posts:write'],
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      actorModes: ['self', 'app'],
    },
  ],
}

/** A guard of the API at a server of that world. */
export const guardAt = (server: TestServer, options: Partial<GuardOptions> = {}): Guard =>
  createGuard({
    issuer: server.issuer,
    audience: [fixture.api, jwtApi],
    clientId: 'northwind-api',
    clientSecret: fixture.clientSecret,
    clock: () => server.clock.now(),
    onError: (error) => assert.fail(error),
    ...options,
  })

/** Installs the app for the person, if it is not yet, and returns the tokens of that. */
export const installCalendar = async (
  { issuer }: TestServer,
  person: 'ada' | 'grace',
  request: { readonly organization: string; readonly actor: 'app' | 'self'; readonly resource: string },
): Promise<Record<string, unknown>> => {
  const party = createRelyingParty({ issuer, clientId: 'calendar' })
  const scope = 'posts:read posts:write'
  const code = await createPerson(person).authorize(party.authorizationUrl({ ...request, scope }))
  const { status, json } = await party.redeem(code)
  assert.equal(status, 200, JSON.stringify(json))
  return json
}
