import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { verifyArgon2id } from '../../src/protocol/argon2id.ts'
import { hashToken, newToken } from '../../src/protocol/tokens/format.ts'
import { createAppStore } from '../../src/store/apps.ts'
import { createClientStore } from '../../src/store/clients.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'
import { actions, apply, contractState, demo, now, portsOf } from './contract-state.ts'

const minimal = { clientId: 'minimal', name: 'Minimal', redirectUris: ['https://minimal.example/callback'] }

for (const kind of testDatabases()) {
  describe(`applying a state on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())

    const rows = (table: 'users' | 'client_secrets' | 'audit_events' | 'sessions' | 'client_origins') =>
      opened.database.kysely.selectFrom(table).selectAll().execute()

    test('a dry run says what would be done, and does nothing', async () => {
      const plan = await apply(opened.database, contractState, { dryRun: true })
      assert.ok(plan.every((entry) => entry.action === 'create'))
      assert.deepEqual(await rows('users'), [])
    })

    test("the contract's state is created", async () => {
      assert.deepEqual(actions(await apply(opened.database, contractState)), [
        'create scope posts:read',
        'create user ada@example.com',
        'create organization acme',
        'create resource https://api.example.com',
        'create app demo',
      ])
      const [ada] = await opened.database.kysely.selectFrom('users').selectAll().execute()
      assert.equal(ada?.email_verified_at, now)
      assert.ok(await verifyArgon2id(ada?.password_hash ?? '', 'correct horse'))
      const client = await createClientStore(opened.database).findClient('demo')
      assert.deepEqual(client?.redirectUris, demo.redirectUris)
      assert.deepEqual(client?.tokenEndpointAuthMethods, ['client_secret_basic'])
      assert.equal(client?.secrets[0]?.algorithm, 'argon2id')
      assert.ok(await verifyArgon2id(client?.secrets[0]?.hash ?? '', demo.clientSecret))
    })

    test('applying it again changes nothing, not even a hash', async () => {
      const before = [await rows('users'), await rows('client_secrets'), await rows('audit_events')]
      const plan = await apply(opened.database, contractState)
      assert.ok(plan.every((entry) => entry.action === 'unchanged'))
      assert.deepEqual(
        [await rows('users'), await rows('client_secrets'), await rows('audit_events')],
        before,
      )
    })

    test('each change is told, and only what changed is written', async () => {
      const plan = await apply(opened.database, {
        scopes: [{ name: 'posts:read', description: 'See posts', risk: 'low' }],
        users: [{ email: 'Ada@Example.com', givenName: 'Ada', disabled: false }],
        organizations: [
          { slug: 'acme', name: 'Acme', members: [{ email: 'ada@example.com', role: 'owner' }] },
        ],
        resources: [{ identifier: 'https://api.example.com', scopes: [] }],
        apps: [{ ...demo, refresh: 'in_place', verified: true, description: 'Shows.' }],
      })
      assert.deepEqual(actions(plan), [
        'update scope posts:read (description risk)',
        'update user Ada@Example.com (email profile)',
        'update organization acme (members)',
        'update resource https://api.example.com (scopes accessTokenFormat)',
        'update app demo (description refresh verified)',
      ])
      const [ada] = await opened.database.kysely.selectFrom('users').selectAll().execute()
      assert.equal(ada?.name, 'Ada Lovelace')
      assert.equal(ada?.profile, '{"given_name":"Ada"}')
      assert.ok(ada?.password_hash)
      await apply(opened.database, contractState)
    })

    test('managers become those whom the entry names, and stay where it names none', async () => {
      const users = [{ email: 'mary@example.com' }, { email: 'joan@example.com' }]
      const managed = { ...demo, clientId: 'managed', clientSecret: undefined }
      const managers = async () =>
        (await createAppStore(opened.database).findApps(['managed']))[0]?.managers.map(({ email }) => email)
      await apply(opened.database, { users, apps: [{ ...managed, managers: ['mary@example.com'] }] })
      assert.deepEqual(await managers(), ['mary@example.com'])
      const plan = await apply(opened.database, { apps: [{ ...managed, managers: ['JOAN@example.com'] }] })
      assert.deepEqual(actions(plan), ['update app managed (managers)'])
      assert.deepEqual(await managers(), ['joan@example.com'])
      assert.deepEqual(actions(await apply(opened.database, { apps: [managed] })), ['unchanged app managed'])
      assert.deepEqual(await managers(), ['joan@example.com'])
      await apply(opened.database, { apps: [{ ...managed, managers: [] }] })
      assert.deepEqual(await managers(), [])
    })

    test('a key of an app that is left out gets its default again', async () => {
      const client = await createClientStore(opened.database).findClient('demo')
      assert.equal(client?.refresh, 'rotate')
    })

    test('a new app that names no scopes gets the default ones, and keeps what it has', async () => {
      const other = await openTestDatabase(kind)
      const { scopes: _, ...unscoped } = demo
      const [read] = contractState.scopes
      const asked = { name: 'posts:draft', description: 'Draft posts', default: true }
      const state = { ...contractState, scopes: [read, asked], apps: [unscoped] }
      const scopesNow = async () =>
        (await portsOf(other.database).store.listApps())[0]?.client.settings.scopes
      await apply(other.database, state)
      assert.deepEqual(await scopesNow(), ['posts:draft'])
      const more = { ...state, scopes: [{ ...read, default: true }, asked] }
      await apply(other.database, more)
      assert.deepEqual(await scopesNow(), ['posts:draft'])
      await apply(other.database, { ...more, apps: [{ ...unscoped, scopes: [] }] })
      assert.deepEqual(await scopesNow(), [])
      await other.dispose()
    })

    test('a changed secret takes the place of the one that a file named; one of our own is kept as SHA-256', async () => {
      const secret = newToken('mcs_')
      assert.deepEqual(actions(await apply(opened.database, { apps: [{ ...demo, clientSecret: secret }] })), [
        'update app demo (clientSecret)',
      ])
      const client = await createClientStore(opened.database).findClient('demo')
      assert.deepEqual(
        client?.secrets.map(({ algorithm, hash }) => ({ algorithm, hash })),
        [{ algorithm: 'sha256', hash: hashToken(secret) }],
      )
      assert.deepEqual(actions(await apply(opened.database, { apps: [{ ...demo, clientSecret: secret }] })), [
        'unchanged app demo',
      ])
      assert.equal((await rows('client_secrets')).length, 2)
    })

    test('secrets that were added otherwise stay', async () => {
      const { kysely } = opened.database
      const { id } = await kysely.selectFrom('clients').select('id').executeTakeFirstOrThrow()
      await kysely
        .insertInto('client_secrets')
        .values({
          id: 'sec_by_hand',
          client_id: id,
          algorithm: 'sha256',
          hash: 'h',
          name: 'web servers',
          last_four: '',
          created_at: now,
        })
        .execute()
      await apply(opened.database, { apps: [demo] })
      const client = await createClientStore(opened.database).findClient('demo')
      assert.deepEqual(client?.secrets.map(({ algorithm }) => algorithm).toSorted(), ['argon2id', 'sha256'])
    })

    test('a changed password ends sessions, an unchanged one does not; so does disabling', async () => {
      const { kysely } = opened.database
      const { id } = await kysely.selectFrom('users').select('id').executeTakeFirstOrThrow()
      const session = {
        user_id: id,
        authenticated_at: now,
        amr: 'pwd',
        created_at: now,
        last_seen_at: now,
        expires_at: now + 1,
      }
      const live = async () =>
        (await kysely.selectFrom('sessions').where('revoked_at', 'is', null).select('id').execute()).length
      await kysely
        .insertInto('sessions')
        .values({ ...session, id: 'one', hash: 'one' })
        .execute()
      await apply(opened.database, contractState)
      assert.equal(await live(), 1)
      const changed = { email: 'ada@example.com', password: 'another horse' }
      await apply(opened.database, { users: [changed] })
      assert.equal(await live(), 0)
      await kysely
        .insertInto('sessions')
        .values({ ...session, id: 'two', hash: 'two' })
        .execute()
      await apply(opened.database, { users: [{ email: 'ada@example.com', disabled: true }] })
      assert.equal(await live(), 0)
      await apply(opened.database, { users: [{ email: 'ada@example.com', disabled: false }] })
    })

    test('a password typed with other code points is the same', async () => {
      await apply(opened.database, { users: [{ email: 'ada@example.com', password: 'caf\u00e9 au lait' }] })
      const plan = await apply(opened.database, {
        users: [{ email: 'ada@example.com', password: 'cafe\u0301 au lait' }],
      })
      assert.deepEqual(actions(plan), ['unchanged user ada@example.com'])
    })

    test('a confidential app without a secret is told so, and gets none', async () => {
      const [entry] = await apply(opened.database, { apps: [minimal] })
      assert.deepEqual(entry?.notes, ['has no secret yet: mandate app secret minimal makes one'])
      const client = await createClientStore(opened.database).findClient('minimal')
      assert.deepEqual(client?.secrets, [])
      assert.deepEqual(client?.grantTypes, ['authorization_code'])
    })

    test('an app that becomes public loses its secrets and its method', async () => {
      await apply(opened.database, { apps: [{ ...minimal, clientSecret: 'a-secret-by-hand-1234' }] })
      await apply(opened.database, { apps: [{ ...minimal, type: 'public' }] })
      const client = await createClientStore(opened.database).findClient('minimal')
      assert.equal(client?.type, 'public')
      assert.deepEqual(client?.secrets, [])
      assert.deepEqual(client?.tokenEndpointAuthMethods, ['none'])
    })

    test('origins follow the redirect URIs', async () => {
      const clients = createClientStore(opened.database)
      assert.equal(await clients.isKnownOrigin('https://minimal.example'), true)
      const redirectUris = ['https://other.example/a', 'https://other.example/b', 'com.example.app:/callback']
      await apply(opened.database, { apps: [{ ...minimal, type: 'public', redirectUris }] })
      assert.equal(await clients.isKnownOrigin('https://minimal.example'), false)
      assert.equal(await clients.isKnownOrigin('https://other.example'), true)
    })

    test('a wrong entry anywhere changes nothing at all', async () => {
      const before = [await rows('users'), await rows('audit_events')]
      await assert.rejects(
        apply(opened.database, {
          users: [{ email: 'new@example.com' }],
          apps: [{ ...minimal, scopes: ['nowhere'] }],
        }),
        /apps\[0\]\.scopes\[0\] names the scope nowhere/,
      )
      assert.deepEqual([await rows('users'), await rows('audit_events')], before)
    })

    test('a wide state is applied whole, and found again', async () => {
      const users = Array.from({ length: 600 }, (_, index) => ({ email: `user${index}@example.com` }))
      assert.equal((await apply(opened.database, { users })).length, 600)
      assert.ok((await apply(opened.database, { users })).every((entry) => entry.action === 'unchanged'))
    })

    test('those who apply the same at the same time all succeed', async () => {
      const state = { users: [{ email: 'race@example.com', name: 'Race' }] }
      const plans = await Promise.all(Array.from({ length: 10 }, () => apply(opened.database, state)))
      assert.equal(plans.flat().filter((entry) => entry.action === 'create').length, 1)
      const found = (await rows('users')).filter(
        (user) => 'email' in user && user.email === 'race@example.com',
      )
      assert.equal(found.length, 1)
    })

    test('the audit log tells who did what, without secrets', async () => {
      const events = await opened.database.kysely.selectFrom('audit_events').selectAll().execute()
      const told = new Set(events.map((event) => event.action))
      for (const action of [
        'user.created',
        'app.registered',
        'secret.added',
        'user.disabled',
        'password.set',
      ])
        assert.ok(told.has(action), action)
      assert.ok(events.every((event) => event.actor_type === 'operator'))
      for (const event of events) {
        if (['app', 'secret'].includes(event.subject_type)) assert.ok(event.app_id, event.action)
        if (event.subject_type === 'organization') assert.equal(event.organization_id, event.subject_id)
        const changes = ['organization.updated', 'membership.changed', 'scope.changed']
        if (changes.includes(event.action)) {
          const [was, is] = [event.before, event.after].map((facts) => JSON.parse(facts ?? '{}') as object)
          assert.deepEqual(Object.keys(is ?? {}), Object.keys(was ?? {}))
          assert.notDeepEqual(is, was)
        }
      }
      const text = JSON.stringify(events)
      for (const secret of [demo.clientSecret, 'correct horse', '$argon2id'])
        assert.ok(!text.includes(secret))
    })
  })
}
