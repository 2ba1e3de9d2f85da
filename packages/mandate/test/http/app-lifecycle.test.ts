import assert from 'node:assert/strict'
import { it } from 'node:test'
import { authorizationResponse, createPerson } from 'mandate-testkit'
import { deleteApp } from '../../src/platform/apps/delete-app.ts'
import { addManager, removeManager } from '../../src/platform/apps/managers.ts'
import { manifestOf } from '../../src/platform/apps/manifest-of.ts'
import { publishApp, reinstateApp, suspendApp, unpublishApp } from '../../src/platform/apps/set-app-status.ts'
import { acceptTransfer, offerTransfer } from '../../src/platform/apps/transfer-app.ts'
import { updateApp } from '../../src/platform/apps/update-app.ts'
import { defaultLifetimes } from '../../src/protocol/context.ts'
import { registeredNames } from '../../src/server/registered-names.ts'
import { createAppAdministration } from '../../src/store/app-administration.ts'
import { createAppStore } from '../../src/store/apps.ts'
import { createRegistrationFacts } from '../../src/store/registration-facts.ts'
import { onEachDatabase } from './on-each-database.ts'

const doing = { actor: { type: 'operator' }, origin: {} } as const

onEachDatabase('what happens to an app', (http) => {
  const portsOf = () => {
    const { database, clock } = http.server
    return {
      clock,
      apps: createAppAdministration(database),
      registration: createRegistrationFacts(database, registeredNames),
      lifetimes: defaultLifetimes,
    }
  }
  const find = async (clientId: string) => {
    const [app] = await createAppStore(http.server.database).findApps([clientId])
    assert.ok(app)
    return app
  }
  const userId = async (email: string) => {
    const users = http.server.database.kysely.selectFrom('users').where('email', '=', email)
    return (await users.select('id').executeTakeFirstOrThrow()).id
  }
  /** The code, or the error, that a person brings back. */
  const outcome = async (clientId: string, name: 'ada' | 'grace', person = createPerson(name)) => {
    const response = authorizationResponse(await person.visit(http.app(clientId).authorizationUrl()))
    return response.get('error') ?? 'code'
  }

  it('as a draft is for those who manage it, and what others have goes on', async () => {
    const app = http.app('acme-sync')
    const tokens = await http.tokens(app)
    const input = { ...doing, app: await find('acme-sync') }
    assert.equal(await unpublishApp(input, portsOf()), true)
    assert.equal(await outcome('acme-sync', 'ada'), 'access_denied')
    assert.equal(await outcome('acme-sync', 'grace'), 'code')
    assert.equal((await app.refresh(tokens.json.refresh_token)).status, 200)

    const manager = { ...doing, appId: input.app.id, userId: await userId('ada@example.com') }
    await addManager(manager, portsOf())
    assert.equal(await outcome('acme-sync', 'ada'), 'code')
    await removeManager(manager, portsOf())
    assert.equal(await outcome('acme-sync', 'ada'), 'access_denied')
    await publishApp(input, portsOf())
    assert.equal(await outcome('acme-sync', 'ada'), 'code')
  })

  it('asks people again when it has another owner, or leads to another host', async () => {
    const ada = createPerson('ada')
    const visit = async () => {
      await outcome('acme-choosy', 'ada', ada)
      return ada.asked.includes('consent')
    }
    assert.equal(await visit(), true)
    assert.equal(await visit(), false)

    const before = await find('acme-choosy')
    const to = { kind: 'user', id: await userId('ada@example.com') } as const
    await offerTransfer({ ...doing, app: before, to }, portsOf())
    assert.equal(await visit(), false)
    assert.equal(await acceptTransfer({ ...doing, app: before, to }, portsOf()), true)
    assert.equal(await visit(), true)
    assert.equal(await visit(), false)

    const update = async (more: object) => {
      const app = await find('acme-choosy')
      const updated = await updateApp({ ...doing, app, manifest: { ...manifestOf(app), ...more } }, portsOf())
      assert.equal(updated.outcome, 'updated')
    }
    const { redirectUris } = before.client.settings
    await update({ description: 'Other words.' })
    await update({ redirectUris: [...redirectUris, `${redirectUris[0]}/more`] })
    assert.equal(await visit(), false)
    await update({ redirectUris: [...redirectUris, 'https://elsewhere.example/callback'] })
    assert.equal(await visit(), true)
    await update({ name: 'Acme Choice' })
    assert.equal(await visit(), true)
  })

  it('gives a scope that it no longer declares to nobody at the next refresh', async () => {
    const app = http.app('acme-es256')
    const tokens = await http.tokens(app, { scope: 'openid posts:read posts:write' })
    const stored = await find('acme-es256')
    const manifest = { ...manifestOf(stored), scopes: ['openid', 'posts:read'] }
    await updateApp({ ...doing, app: stored, manifest }, portsOf())
    const refreshed = await app.refresh(tokens.json.refresh_token)
    assert.equal(refreshed.status, 200)
    assert.ok(!String(refreshed.json.scope).includes('posts:write'))
  })

  it('ends its tokens while it is suspended, and for ever when it is deleted', async () => {
    const app = http.app('acme-eddsa')
    const { json } = await http.tokens(app)
    const isActive = async () => (await app.userinfo(json.access_token)).status === 200
    const input = { ...doing, app: await find('acme-eddsa') }
    assert.equal(await isActive(), true)
    await suspendApp(input, portsOf())
    assert.equal(await isActive(), false)
    await reinstateApp(input, portsOf())
    assert.equal(await isActive(), true)
    await deleteApp(input, portsOf())
    assert.equal(await isActive(), false)
    assert.equal((await app.refresh(json.refresh_token)).status, 401)
  })
})
