import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { findConsent } from '../../../src/platform/consents/find-consent.ts'
import { listConsents } from '../../../src/platform/consents/list-consents.ts'
import { rememberConsent } from '../../../src/platform/consents/remember-consent.ts'
import { revokeConsent } from '../../../src/platform/consents/revoke-consent.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, origin, type People } from '../../support/people.ts'
import { insertApp, insertCode, insertFamily, insertUser } from '../../support/rows.ts'

for (const kind of testDatabases()) {
  describe(`consents on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
      await insertApp(opened.database, 'app_sync', { clients: ['cli_sync', 'cli_mobile'] })
      await insertApp(opened.database, 'app_other', { clients: ['cli_other'] })
    })
    after(() => opened.dispose())

    const remember = (
      userId: string,
      scopes: readonly string[],
      more: { clientId?: string; clientFingerprint?: string } = {},
    ) => {
      const input = { clientId: 'cli_sync', clientFingerprint: 'as it was', userId, scopes, origin, ...more }
      return opened.database.write(rememberConsent(input, people.ports))
    }
    const find = (userId: string, clientId = 'cli_sync') => findConsent({ clientId, userId }, people.ports)
    const revoke = async (consentId: string, userId: string) =>
      revokeConsent({ consentId, userId, actor: { type: 'user', userId }, origin }, people.ports)

    test('are remembered, and grow', async () => {
      await insertUser(opened.database, 'usr_ada')
      assert.equal(await find('usr_ada'), undefined)
      await remember('usr_ada', ['openid', 'posts:read'])
      const first = await find('usr_ada')
      assert.deepEqual(first?.scopes, ['openid', 'posts:read'])
      people.clock.advance(10)
      await remember('usr_ada', ['posts:read', 'posts:write', 'openid'])
      const then = await find('usr_ada')
      assert.deepEqual(then, {
        ...first,
        scopes: ['openid', 'posts:read', 'posts:write'],
        updatedAt: people.clock.now(),
      })
      assert.equal(await find('usr_ada', 'cli_other'), undefined)
      const told = (await people.auditOf('usr_ada')).filter(({ action }) => action === 'grant.created')
      assert.deepEqual(
        told.map((event) => [event.app_id, event.organization_id]),
        [
          ['app_sync', null],
          ['app_sync', null],
        ],
      )
    })

    test('tell scopes apart that begin or look alike', async () => {
      await insertUser(opened.database, 'usr_alike')
      await remember('usr_alike', ['posts:read', '%', 'a*b'])
      await remember('usr_alike', ['posts', 'read', 'posts:readers', '_', 'a.b'])
      assert.deepEqual((await find('usr_alike'))?.scopes, [
        'posts:read',
        '%',
        'a*b',
        'posts',
        'read',
        'posts:readers',
        '_',
        'a.b',
      ])
    })

    test('may hold no scope at all', async () => {
      await insertUser(opened.database, 'usr_none')
      await remember('usr_none', [])
      assert.deepEqual((await find('usr_none'))?.scopes, [])
      await remember('usr_none', ['openid'])
      assert.deepEqual((await find('usr_none'))?.scopes, ['openid'])
    })

    test('begin anew when the client became another in the eyes of the person', async () => {
      await insertUser(opened.database, 'usr_bob')
      await remember('usr_bob', ['openid', 'posts:delete'])
      await remember('usr_bob', ['openid'], { clientFingerprint: 'renamed' })
      const consent = await find('usr_bob')
      assert.deepEqual(consent?.scopes, ['openid'])
      assert.equal(consent?.clientFingerprint, 'renamed')
    })

    test('of 50 at once none fails and none is lost', async () => {
      await insertUser(opened.database, 'usr_race')
      const scopes = Array.from({ length: 50 }, (_, index) => `scope:${index}`)
      const outcomes = await Promise.all(scopes.map((scope) => remember('usr_race', [scope])))
      assert.ok(outcomes.every(({ committed }) => committed))
      assert.deepEqual([...((await find('usr_race'))?.scopes ?? [])].sort(), scopes.sort())
      assert.equal((await listConsents('usr_race', people.ports)).length, 1)
    })

    test('are listed with what a person knows an app by', async () => {
      await insertUser(opened.database, 'usr_lists')
      await remember('usr_lists', ['openid'], { clientId: 'cli_other' })
      people.clock.advance(5)
      await remember('usr_lists', ['posts:read'])
      const listed = await listConsents('usr_lists', people.ports)
      assert.deepEqual(
        listed.map(({ appName, ownerName, scopes, lastUsedAt }) => ({
          appName,
          ownerName,
          scopes,
          lastUsedAt,
        })),
        [
          { appName: 'app_sync by name', ownerName: 'Acme', scopes: ['posts:read'], lastUsedAt: undefined },
          { appName: 'app_other by name', ownerName: 'Acme', scopes: ['openid'], lastUsedAt: undefined },
        ],
      )
      assert.equal(listed[0]?.verified, false)
      const at = people.clock.now() + 20
      await insertFamily(opened.database, 'fam_lists', {
        user_id: 'usr_lists',
        client_id: 'cli_sync',
        created_at: at,
      })
      const [used] = await listConsents('usr_lists', people.ports)
      assert.equal(used?.lastUsedAt, at)
      const refreshed = { refreshedAt: at + 7, accessAt: at + 9 }
      await insertFamily(opened.database, 'fam_lists2', {
        user_id: 'usr_lists',
        client_id: 'cli_sync',
        created_at: at,
        ...refreshed,
      })
      assert.equal((await listConsents('usr_lists', people.ports))[0]?.lastUsedAt, at + 9)
    })

    test('end with every token of that client and user, and with no other', async () => {
      await insertUser(opened.database, 'usr_ends')
      await insertUser(opened.database, 'usr_stays')
      await remember('usr_ends', ['openid'])
      await remember('usr_stays', ['openid'])
      const created_at = people.clock.now()
      const families = {
        fam_ends: { user_id: 'usr_ends', client_id: 'cli_sync', created_at },
        fam_other_user: { user_id: 'usr_stays', client_id: 'cli_sync', created_at },
        fam_other_client: { user_id: 'usr_ends', client_id: 'cli_mobile', created_at },
      }
      for (const [id, family] of Object.entries(families)) {
        await insertFamily(opened.database, id, family)
        await insertCode(opened.database, `code of ${id}`, { ...family, expires_at: created_at + 60 })
      }
      const consent = await find('usr_ends')
      assert.ok(consent)
      people.clock.advance(1)
      assert.equal(await revoke(consent.id, 'usr_stays'), false)
      assert.equal(await revoke('gra_unknown', 'usr_ends'), false)
      assert.equal(await revoke(consent.id, 'usr_ends'), true)
      assert.equal(await revoke(consent.id, 'usr_ends'), false)

      assert.equal(await find('usr_ends'), undefined)
      assert.deepEqual(await listConsents('usr_ends', people.ports), [])
      assert.ok(await find('usr_stays'))
      const rows = await opened.database.kysely
        .selectFrom('token_families')
        .select(['id', 'revoked_at', 'revoked_because'])
        .where('id', 'in', Object.keys(families))
        .orderBy('id')
        .execute()
      assert.deepEqual(
        rows.map((row) => [row.id, row.revoked_at, row.revoked_because]),
        [
          ['fam_ends', people.clock.now(), 'grant_revoked'],
          ['fam_other_client', null, null],
          ['fam_other_user', null, null],
        ],
      )
      const codes = await opened.database.kysely
        .selectFrom('authorization_codes')
        .select('hash')
        .orderBy('hash')
        .execute()
      assert.deepEqual(
        codes.map(({ hash }) => hash),
        ['code of fam_other_client', 'code of fam_other_user'],
      )
      assert.equal((await people.auditOf(consent.id))[0]?.action, 'grant.revoked')
    })

    test('are told apart by organization, and by whether the app acts as itself', async () => {
      await insertUser(opened.database, 'usr_apart')
      const at = people.clock.now()
      const organizationId = 'org_acme'
      for (const appId of ['app_sync', 'app_other'])
        await opened.database.kysely
          .insertInto('installations')
          .values({
            id: `inst of ${appId}`,
            app_id: appId,
            organization_id: organizationId,
            granted_scope: 'posts:read',
            actor_modes: '["self","app"]',
            created_at: at,
            updated_at: at,
            activated_at: at,
          })
          .execute()
      const installationId = 'inst of app_sync'
      const key = { clientId: 'cli_sync', userId: 'usr_apart' }
      const places = {
        alone: key,
        self: { ...key, installationId },
        app: { ...key, installationId, actorMode: 'app' as const },
      }
      for (const [name, place] of Object.entries(places)) {
        const input = { ...place, clientFingerprint: '', scopes: ['openid', name], origin }
        assert.ok((await opened.database.write(rememberConsent(input, people.ports))).committed)
        await opened.database.kysely
          .insertInto('token_families')
          .values({
            id: `apart ${name}`,
            client_id: 'cli_sync',
            user_id: 'usr_apart',
            installation_id: name === 'alone' ? null : installationId,
            bot_id: name === 'app' ? 'bot of app_sync' : null,
            scope: '',
            resources: '[]',
            authentication: '{}',
            created_at: at,
          })
          .execute()
      }
      for (const [name, place] of Object.entries(places))
        assert.deepEqual((await findConsent(place, people.ports))?.scopes, ['openid', name])
      const elsewhere = { ...key, installationId: 'inst of app_other' }
      assert.equal(await findConsent(elsewhere, people.ports), undefined)
      const listed = await listConsents('usr_apart', people.ports)
      assert.deepEqual(
        listed.map(({ organization, actorMode }) => [organization?.slug, actorMode]).toSorted(),
        [
          [undefined, 'self'],
          ['acme', 'app'],
          ['acme', 'self'],
        ].toSorted(),
      )
      const living = async () =>
        (
          await opened.database.kysely
            .selectFrom('token_families')
            .select('id')
            .where('user_id', '=', 'usr_apart')
            .where('revoked_at', 'is', null)
            .orderBy('id')
            .execute()
        ).map(({ id }) => id)
      for (const [name, left] of [
        ['self', ['apart alone', 'apart app']],
        ['alone', ['apart app']],
        ['app', []],
      ] as const) {
        const consent = await findConsent(places[name], people.ports)
        assert.equal(await revoke(consent?.id ?? '', 'usr_apart'), true)
        assert.deepEqual(await living(), left)
      }
    })

    test('can be given again after they ended', async () => {
      await insertUser(opened.database, 'usr_again')
      await remember('usr_again', ['openid', 'posts:delete'])
      const former = await find('usr_again')
      assert.ok(former && (await revoke(former.id, 'usr_again')))
      await remember('usr_again', ['openid'])
      const consent = await find('usr_again')
      assert.notEqual(consent?.id, former.id)
      assert.deepEqual(consent?.scopes, ['openid'])
    })

    test('of 50 revocations one counts', async () => {
      await insertUser(opened.database, 'usr_hasty')
      await remember('usr_hasty', ['openid'])
      const consent = await find('usr_hasty')
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => revoke(consent?.id ?? '', 'usr_hasty')),
      )
      assert.equal(outcomes.filter(Boolean).length, 1)
      assert.equal((await people.auditOf(consent?.id ?? '')).length, 1)
    })
  })
}
