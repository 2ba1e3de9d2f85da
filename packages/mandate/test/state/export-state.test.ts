import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { exportState } from '../../src/platform/state/export-state.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'
import { actions, apply, contractState, demo, portsOf } from './contract-state.ts'

const wide = {
  scopes: [
    {
      name: 'a',
      description: 'A',
      group: 'Letters',
      risk: 'high',
      actorModes: ['app'],
      implies: ['b'],
      default: true,
      roles: ['admin', 'owner'],
      organization: true,
    },
    { name: 'b', description: 'B' },
  ],
  users: [
    {
      email: 'Grace@example.com',
      password: 'nanoseconds',
      name: 'Grace Hopper',
      givenName: 'Grace',
      phoneNumber: '+1 555 0100',
      phoneNumberVerified: true,
      address: { streetAddress: '1 Navy Yard', country: 'US' },
      disabled: true,
    },
  ],
  organizations: [
    { slug: 'plain', name: 'Plain' },
    {
      slug: 'ruled',
      name: 'Ruled',
      members: [{ email: 'Grace@example.com', role: 'owner' }],
      policy: {
        install: 'allow_list',
        scopeCeiling: ['a', 'mandate:apps:read'],
        personalTokens: 'forbidden',
        personalTokenLifetime: 86400,
        allowedApps: ['wide'],
        blockedApps: ['demo'],
      },
    },
  ],
  resources: [
    {
      identifier: 'urn:r',
      name: 'R',
      scopes: ['a', 'b'],
      accessTokenFormat: 'opaque',
      accessTokenSigningAlg: 'RS256',
    },
  ],
  apps: [
    {
      clientId: 'wide',
      name: 'Wide',
      owner: 'grace@example.com',
      tokenEndpointAuthMethod: ['client_secret_basic', 'client_secret_post'],
      redirectUris: ['https://wide.example/callback'],
      scopes: ['openid', 'a', 'b'],
      optionalScopes: ['b'],
      defaultScopes: ['a'],
      introspection: 'audience',
      serves: ['urn:r'],
      lifetimes: { accessToken: 60 },
      webhook: { url: 'https://wide.example/hook', events: ['grant.revoked'] },
      trusted: true,
      managers: ['grace@example.com'],
      published: false,
      verified: true,
      actsAsUsers: true,
    },
  ],
}

for (const kind of testDatabases()) {
  describe(`exporting the state on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let other: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
      other = await openTestDatabase(kind)
    })
    after(async () => {
      await opened.dispose()
      await other.dispose()
    })

    const exported = (from: OpenTestDatabase) => exportState(portsOf(from.database).store)

    test("the contract's state comes back as it was, without what is secret", async () => {
      await apply(opened.database, contractState)
      const { clientSecret: _, ...app } = demo
      const { password: __, ...user } = contractState.users[0] as (typeof contractState.users)[0]
      assert.deepEqual(await exported(opened), { ...contractState, users: [user], apps: [app] })
    })

    test('applying what was exported changes nothing', async () => {
      await apply(opened.database, wide)
      const plan = await apply(opened.database, await exported(opened))
      assert.deepEqual(
        actions(plan).filter((line) => !line.startsWith('unchanged')),
        [],
      )
    })

    test('policies come back as they were, defaults left out', async () => {
      const { organizations = [] } = await exported(opened)
      const [plain, ruled] = ['plain', 'ruled'].map((slug) => organizations.find((one) => one.slug === slug))
      assert.equal(plain && 'policy' in plain, false)
      assert.deepEqual(ruled, wide.organizations[1])
    })

    test('applying it to an empty database makes the same state', async () => {
      await apply(other.database, await exported(opened))
      assert.deepEqual(await exported(other), await exported(opened))
    })

    test('nothing in it lets anybody in', async () => {
      const text = JSON.stringify(await exported(opened))
      assert.doesNotMatch(text, /argon2id|"password"|[sS]ecret"|nanoseconds|correct horse/)
    })
  })
}
