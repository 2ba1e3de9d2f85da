import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import type { RegisteredApp } from '../../src/platform/apps/app.ts'
import { addClientSecret, revokeClientSecret } from '../../src/platform/apps/client-secrets.ts'
import { deleteApp } from '../../src/platform/apps/delete-app.ts'
import { reinstateApp, suspendApp } from '../../src/platform/apps/set-app-status.ts'
import { hashToken, isWellFormed } from '../../src/protocol/tokens/format.ts'
import { type AppAdministration, createAppAdministration } from '../../src/store/app-administration.ts'
import { createAppStore } from '../../src/store/apps.ts'
import { createClientStore } from '../../src/store/clients.ts'
import { apply, contractState, now } from '../state/contract-state.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'

for (const kind of testDatabases()) {
  describe(`clients on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let ports: {
      apps: AppAdministration
      clock: { now(): number }
      prefixes: { clientSecret: string }
    }
    const doing = { actor: { type: 'operator' }, origin: {} } as const
    before(async () => {
      opened = await openTestDatabase(kind)
      ports = {
        apps: createAppAdministration(opened.database),
        clock: { now: () => now },
        prefixes: { clientSecret: 'mcs_' },
      }
      await apply(opened.database, contractState)
    })
    after(() => opened.dispose())

    const find = (clientId = 'demo') => createClientStore(opened.database).findClient(clientId)
    const app = async (): Promise<RegisteredApp> => {
      const [found] = await createAppStore(opened.database).findApps(['demo'])
      assert.ok(found)
      return found
    }
    const addSecret = async (more: { lifetime?: number; revokeOthers?: boolean }) => {
      const added = await addClientSecret({ ...doing, app: await app(), name: 'another', ...more }, ports)
      assert.ok(added.outcome === 'added')
      return added
    }

    test('an unknown client is not found; letters count in their case', async () => {
      assert.equal(await find('nobody'), undefined)
      assert.equal(await find('DEMO'), undefined)
    })

    test('a client is found with what its app says and its defaults', async () => {
      const client = await find()
      assert.equal(client?.name, 'Demo')
      assert.equal(client?.suspended, false)
      assert.equal(client?.trusted, false)
      assert.deepEqual(client?.scopes, ['openid', 'posts:read'])
      assert.deepEqual(client?.defaultScopes, ['openid', 'posts:read'])
      assert.equal(client?.introspection, 'own')
      assert.equal(client?.secrets.length, 1)
    })

    test('what changes is seen at the next look, by a store that looked before', async () => {
      const clients = createClientStore(opened.database)
      assert.equal((await clients.findClient('demo'))?.pkce, 'required')
      const [before] = contractState.apps
      await apply(opened.database, {
        apps: [{ ...before, pkce: 'optional', optionalScopes: ['posts:read'] }],
      })
      const client = await clients.findClient('demo')
      assert.equal(client?.pkce, 'optional')
      assert.deepEqual(client?.defaultScopes, ['openid'])
    })

    test('a suspended app is told of at once, and can be reinstated', async () => {
      const clients = createClientStore(opened.database)
      assert.equal(await suspendApp({ ...doing, app: await app() }, ports), true)
      assert.equal(await suspendApp({ ...doing, app: await app() }, ports), false)
      assert.equal((await clients.findClient('demo'))?.suspended, true)
      assert.equal(await reinstateApp({ ...doing, app: await app() }, ports), true)
      assert.equal(await reinstateApp({ ...doing, app: await app() }, ports), false)
      assert.equal((await clients.findClient('demo'))?.suspended, false)
    })

    test('secrets are added, expire, and are revoked one by one or all at once', async () => {
      const first = await addSecret({ lifetime: 60 })
      assert.ok(isWellFormed(first.text, 'mcs_'))
      assert.equal((await find())?.secrets.length, 2)
      const stored = (await find())?.secrets.find((one) => one.id === first.secret.id)
      assert.deepEqual(stored, {
        id: first.secret.id,
        algorithm: 'sha256',
        hash: hashToken(first.text),
        expiresAt: now + 60,
      })
      const listed = (await app()).client.secrets.find((one) => one.id === first.secret.id)
      assert.ok(listed)
      await revokeClientSecret({ ...doing, app: await app(), secret: listed }, ports)
      assert.equal((await find())?.secrets.length, 1)
      const last = await addSecret({ revokeOthers: true })
      assert.equal(last.revoked, 1)
      assert.deepEqual(
        (await find())?.secrets.map((one) => one.id),
        [last.secret.id],
      )
    })

    test('a deleted app is gone with its tokens', async () => {
      const { kysely } = opened.database
      const { id } = (await app()).client
      await kysely
        .insertInto('access_tokens')
        .values({
          hash: 'h',
          client_id: id,
          user_id: 'bot',
          scope: '',
          audience: '',
          issued_at: now,
          expires_at: now + 60,
        })
        .execute()
      assert.equal(await deleteApp({ ...doing, app: await app() }, ports), true)
      assert.equal(await find(), undefined)
      assert.deepEqual(await kysely.selectFrom('access_tokens').selectAll().execute(), [])
      assert.deepEqual(await kysely.selectFrom('client_secrets').selectAll().execute(), [])
      assert.equal(await createClientStore(opened.database).isKnownOrigin('http://127.0.0.1:9000'), false)
      const told = await kysely.selectFrom('audit_events').select('action').execute()
      assert.ok(told.some((event) => event.action === 'app.deleted'))
    })
  })
}
