import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import type { RegisteredApp } from '../../../src/platform/apps/app.ts'
import type { Doing } from '../../../src/platform/apps/app-event.ts'
import {
  addClientSecret,
  maximumLiveSecrets,
  revokeClientSecret,
} from '../../../src/platform/apps/client-secrets.ts'
import { addManager, removeManager } from '../../../src/platform/apps/managers.ts'
import { manifestOf } from '../../../src/platform/apps/manifest-of.ts'
import { type OwnerRef, registerApp } from '../../../src/platform/apps/register-app.ts'
import { letActAsUsers, publishApp, verifyPublisher } from '../../../src/platform/apps/set-app-status.ts'
import {
  acceptTransfer,
  offerTransfer,
  transferLifetime,
  withdrawTransfer,
} from '../../../src/platform/apps/transfer-app.ts'
import { updateApp } from '../../../src/platform/apps/update-app.ts'
import { applyState } from '../../../src/platform/state/apply-state.ts'
import { parseState } from '../../../src/platform/state/check-state.ts'
import { clientFingerprint } from '../../../src/protocol/authorization/client-fingerprint.ts'
import { createClientStore } from '../../../src/store/clients.ts'
import { portsOf } from '../../state/contract-state.ts'
import { type AppsWorld, createAppsWorld } from '../../support/apps.ts'

const doing: Doing = { actor: { type: 'operator' }, origin: {} }
const manifest = {
  name: 'Made',
  redirectUris: ['https://made.example/callback'],
  grantTypes: ['authorization_code', 'refresh_token'],
  scopes: ['openid', 'posts:read', 'posts:write'],
}

for (const kind of testDatabases()) {
  describe(`apps on ${kind.name}`, () => {
    let world: AppsWorld
    let developer: Doing
    let acme: OwnerRef
    let ada: OwnerRef
    before(async () => {
      world = await createAppsWorld(kind)
      acme = { kind: 'organization', id: world.organizationId }
      ada = { kind: 'user', id: world.userId }
      developer = { actor: { type: 'user', userId: world.userId }, origin: { requestId: 'req_1' } }
    })
    after(() => world.dispose())

    const register = async (more: object = {}, by: Doing = developer) => {
      const made = await registerApp({ ...by, manifest: { ...manifest, ...more }, owner: ada }, world.ports)
      assert.ok(made.outcome === 'registered', JSON.stringify(made))
      return made
    }
    const reload = async ({ id }: RegisteredApp): Promise<RegisteredApp> => {
      const app = await world.ports.apps.findApp(id)
      assert.ok(app)
      return app
    }
    const actionsOn = async (appId: string) =>
      (
        await world.database.kysely
          .selectFrom('audit_events')
          .where('app_id', '=', appId)
          .orderBy('id')
          .select('action')
          .execute()
      ).map(({ action }) => action)

    test('begin as drafts of who registers them, with a secret that is shown once', async () => {
      const { app, secret } = await register()
      assert.match(app.client.clientId, /^foapp_[0-9a-z]/)
      assert.equal(app.publishedAt, undefined)
      assert.equal(app.owner?.id, world.userId)
      assert.ok(secret?.text.startsWith('mcs_'))
      const [stored] = app.client.secrets
      assert.equal(stored?.lastFour, secret?.text.slice(-4))
      assert.equal(stored?.createdBy, world.userId)
      assert.equal(stored?.lastUsedAt, undefined)
      const dump = JSON.stringify(
        await world.database.kysely.selectFrom('client_secrets').selectAll().execute(),
      )
      assert.ok(!dump.includes(secret?.text ?? ''))
      assert.equal(await publishApp({ ...developer, app }, world.ports), true)
      assert.equal(await publishApp({ ...developer, app }, world.ports), false)
      assert.deepEqual((await actionsOn(app.id)).toSorted(), [
        'app.published',
        'app.registered',
        'secret.added',
      ])
    })

    test('get the default scopes of the catalogue where they name none', async () => {
      const { scopes: _, ...nameless } = manifest
      const made = await registerApp({ ...developer, manifest: nameless, owner: ada }, world.ports)
      assert.ok(made.outcome === 'registered')
      assert.deepEqual(made.app.client.settings.scopes, ['posts:read'])
      const none = await register({ scopes: [] })
      assert.deepEqual(none.app.client.settings.scopes, [])
    })

    test('are refused with everything that is wrong, and what only operators may say', async () => {
      const refuse = async (more: object, by: Doing = developer) => {
        const made = await registerApp({ ...by, manifest: { ...manifest, ...more }, owner: ada }, world.ports)
        assert.ok(made.outcome === 'invalid')
        return made.problems.map(({ path }) => path.join('/'))
      }
      assert.deepEqual(
        await refuse({ redirectUris: ['http://a.example/', '/b', 'c.d:/e'], scopes: ['none'] }),
        ['redirectUris/0', 'redirectUris/1', 'redirectUris/2', 'scopes/0'],
      )
      assert.deepEqual(await refuse({ name: '', redirectUris: ['/b'], serves: 7, colour: 'red' }), [
        'name',
        'serves',
        'colour',
        'redirectUris/0',
      ])
      const greedy = {
        clientId: 'wanted',
        trusted: true,
        pkce: 'optional',
        introspection: 'any',
        serves: ['https://api.example.com'],
        lifetimes: { refreshToken: 3_000_000_000, accessToken: 60 },
      }
      assert.deepEqual(await refuse(greedy), [
        'clientId',
        'trusted',
        'pkce',
        'introspection',
        'serves/0',
        'lifetimes/refreshToken',
      ])
      assert.deepEqual(await refuse({ owner: 'acme', clientSecret: 'x'.repeat(20), verified: true }), [
        'owner',
        'clientSecret',
        'verified',
      ])
      await register(greedy, doing)
      assert.deepEqual(await refuse({ clientId: 'wanted' }, doing), ['clientId'])
    })

    test('keep what an operator allowed them when their developer changes the rest', async () => {
      const { app } = await register({ pkce: 'optional', lifetimes: { refreshToken: 3_000_000_000 } }, doing)
      const update = (more: object) =>
        updateApp({ ...developer, app, manifest: { ...manifestOf(app), ...more } }, world.ports)
      const renamed = await update({ description: 'New words' })
      assert.equal(renamed.outcome, 'updated')
      const longer = await updateApp(
        {
          ...developer,
          app: await reload(app),
          manifest: { ...manifestOf(await reload(app)), lifetimes: { refreshToken: 3_000_000_001 } },
        },
        world.ports,
      )
      assert.equal(longer.outcome, 'invalid')
    })

    test('are changed by one of two who change them at once', async () => {
      const { app } = await register()
      const update = (name: string) =>
        updateApp({ ...developer, app, manifest: { ...manifestOf(app), name } }, world.ports)
      const outcomes = (await Promise.all([update('One'), update('Other')])).map(({ outcome }) => outcome)
      assert.deepEqual(outcomes.toSorted(), ['changed_meanwhile', 'updated'])
      const same = await reload(app)
      const unchanged = await updateApp({ ...developer, app: same, manifest: manifestOf(same) }, world.ports)
      assert.equal(unchanged.outcome, 'unchanged')
    })

    test('leave nothing to installations that they no longer declare', async () => {
      const { app } = await register({ actorModes: ['self', 'app'] })
      await world.insertInstallation(app.id, 'inst_cut', 'posts:read posts:write', ['app', 'self'])
      const narrower = { ...manifestOf(app), scopes: ['openid', 'posts:read'], actorModes: ['self'] }
      const updated = await updateApp({ ...developer, app, manifest: narrower }, world.ports)
      assert.ok(updated.outcome === 'updated')
      assert.deepEqual([...updated.changed].toSorted(), ['actorModes', 'scopes'])
      const row = await world.installation('inst_cut')
      assert.equal(row.granted_scope, 'posts:read')
      assert.equal(row.actor_modes, '["self"]')
      assert.ok((await actionsOn(app.id)).includes('installation.narrowed'))
      const wider = { ...manifestOf(updated.app), scopes: manifest.scopes, actorModes: ['self', 'app'] }
      const again = await updateApp({ ...developer, app: updated.app, manifest: wider }, world.ports)
      assert.equal(again.outcome, 'updated')
      assert.equal((await world.installation('inst_cut')).granted_scope, 'posts:read')
    })

    test('leave nothing of it either when a state file declares less', async () => {
      const entry = {
        clientId: 'from-a-file',
        name: 'From a file',
        redirectUris: ['https://file.example/callback'],
        actorModes: ['app', 'self'],
      }
      const apply = (scopes: readonly string[]) =>
        applyState(parseState({ apps: [{ ...entry, scopes }] }), portsOf(world.database))
      await apply(['posts:admin'])
      const published = await world.ports.apps.listPage({ published: true, limit: 100 })
      const app = published.find(({ client }) => client.clientId === 'from-a-file')
      assert.ok(app)
      await world.insertInstallation(app.id, 'inst_file', 'posts:admin posts:write posts:read', ['app'])
      await apply(['posts:write'])
      assert.equal((await world.installation('inst_file')).granted_scope, 'posts:write posts:read')
      await apply([])
      assert.equal((await world.installation('inst_file')).granted_scope, '')
      assert.equal((await actionsOn(app.id)).filter((action) => action === 'installation.narrowed').length, 2)
    })

    test('lose their secrets when they become public', async () => {
      const { app } = await register()
      const open = { ...manifestOf(app), type: 'public', tokenEndpointAuthMethod: 'none' }
      const updated = await updateApp({ ...developer, app, manifest: open }, world.ports)
      assert.ok(updated.outcome === 'updated')
      assert.deepEqual(updated.app.client.secrets, [])
      const added = await addClientSecret({ ...developer, app: updated.app, name: 'x' }, world.ports)
      assert.deepEqual(added, { outcome: 'public' })
    })

    test('have so many live secrets and no more, however many are asked for at once', async () => {
      const { app } = await register()
      const add = (more: object = {}) =>
        addClientSecret({ ...developer, app, name: 'more', ...more }, world.ports)
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => add()))
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'added').length, maximumLiveSecrets - 1)
      const full = await reload(app)
      assert.equal(full.client.secrets.length, maximumLiveSecrets)
      const [first] = full.client.secrets
      assert.ok(first)
      assert.equal(await revokeClientSecret({ ...developer, app: full, secret: first }, world.ports), true)
      assert.equal(await revokeClientSecret({ ...developer, app: full, secret: first }, world.ports), false)
      assert.equal((await add()).outcome, 'added')
      const only = await addClientSecret(
        { ...developer, app: await reload(app), name: 'only', revokeOthers: true },
        world.ports,
      )
      assert.ok(only.outcome === 'added')
      assert.equal(only.revoked, maximumLiveSecrets)
      assert.deepEqual(
        (await reload(app)).client.secrets.map(({ id }) => id),
        [only.secret.id],
      )
    })

    test('have managers, who are users', async () => {
      const { app } = await register()
      const input = { ...doing, appId: app.id, userId: world.otherUserId }
      assert.equal(await addManager(input, world.ports), true)
      assert.equal(await addManager(input, world.ports), false)
      assert.equal(await addManager({ ...input, userId: 'usr_none' }, world.ports), false)
      const stranger = { ...developer, appId: app.id, userId: world.otherUserId }
      assert.equal(await removeManager(input, world.ports), true)
      assert.equal(await addManager(stranger, world.ports), false)
      assert.equal(await addManager(input, world.ports), true)
      assert.deepEqual(
        (await reload(app)).managers.map(({ userId }) => userId),
        [world.otherUserId],
      )
      const theirs = await world.ports.apps.listPage({
        people: { userId: world.otherUserId, organizationIds: [] },
        limit: 10,
      })
      assert.deepEqual(
        theirs.map(({ id }) => id),
        [app.id],
      )
      assert.equal(await removeManager(input, world.ports), true)
      assert.equal(await removeManager(input, world.ports), false)
    })

    test('go to a new owner who accepts, and take nothing along that the old one was given', async () => {
      const { app } = await register()
      await addManager({ ...doing, appId: app.id, userId: world.otherUserId }, world.ports)
      await verifyPublisher({ ...doing, app }, world.ports)
      await letActAsUsers({ ...doing, app }, world.ports)
      const fingerprint = async () => {
        const client = await createClientStore(world.database).findClient(app.client.clientId)
        assert.ok(client)
        return clientFingerprint(client)
      }
      const before = await fingerprint()
      assert.equal(await offerTransfer({ ...developer, app, to: ada }, world.ports), 'same_owner')
      assert.equal(await offerTransfer({ ...developer, app, to: acme }, world.ports), 'offered')
      assert.deepEqual((await world.ports.apps.findTransfer(app.id, world.clock.now()))?.to, acme)
      const accept = (to: OwnerRef) => acceptTransfer({ ...developer, app, to }, world.ports)
      assert.equal(await accept({ kind: 'user', id: world.otherUserId }), false)
      assert.equal((await reload(app)).owner?.id, world.userId)
      const accepted = await Promise.all([accept(acme), accept(acme), accept(acme)])
      assert.deepEqual(accepted.filter(Boolean), [true])
      const after = await reload(app)
      assert.equal(after.owner?.id, world.organizationId)
      assert.deepEqual(after.managers, [])
      assert.equal(after.verifiedAt, undefined)
      assert.equal(after.actsAsUsers, false)
      assert.notEqual(await fingerprint(), before)
      assert.ok((await actionsOn(app.id)).includes('app.transferred'))
    })

    test('are offered until the offer is taken back, replaced, or too old', async () => {
      const { app } = await register()
      const accept = (to: OwnerRef) => acceptTransfer({ ...developer, app, to }, world.ports)
      const other: OwnerRef = { kind: 'user', id: world.otherUserId }
      await offerTransfer({ ...developer, app, to: acme }, world.ports)
      await offerTransfer({ ...developer, app, to: other }, world.ports)
      assert.equal(await accept(acme), false)
      assert.equal(await withdrawTransfer({ ...developer, appId: app.id }, world.ports), true)
      assert.equal(await withdrawTransfer({ ...developer, appId: app.id }, world.ports), false)
      assert.equal(await accept(other), false)
      await offerTransfer({ ...developer, app, to: other }, world.ports)
      world.clock.advance(transferLifetime)
      assert.equal(await accept(other), false)
      assert.equal((await reload(app)).owner?.id, world.userId)
    })
  })
}
