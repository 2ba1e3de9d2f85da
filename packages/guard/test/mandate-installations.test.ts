import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { TokenFacts, Verdict } from 'mandate-guard'
import { fixture, startTestServer, type TestDatabase, type TestServer, testDatabases } from 'mandate-testkit'
import { guardAt, installableWorld, installCalendar, jwtApi } from './support/mandate-world.ts'

const accepted = (verdict: Verdict): TokenFacts => {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.body)
  return verdict.token
}

const statusOf = (verdict: Verdict): number => (verdict.ok ? 200 : verdict.status)

const bearer = (token: unknown) => ({ authorization: `Bearer ${token}` })

for (const kind of testDatabases()) {
  describe(`the guard and installations on ${kind.name}`, () => {
    let database: TestDatabase
    let server: TestServer
    before(async () => {
      database = await kind.create()
      server = await startTestServer({ database, state: installableWorld })
    })
    after(async () => {
      await server?.close()
      await database?.dispose()
    })

    const organizationId = async (slug: string) => {
      const { kysely } = server.database
      const found = kysely.selectFrom('organizations').select('id').where('slug', '=', slug)
      return (await found.executeTakeFirstOrThrow()).id
    }
    const userId = async (email: string) => {
      const { kysely } = server.database
      const found = kysely.selectFrom('users').select('id').where('email', '=', email)
      return (await found.executeTakeFirstOrThrow()).id
    }

    for (const [format, resource] of [
      ['an opaque token', fixture.api],
      ['a JWT', jwtApi],
    ] as const) {
      test(`${format} says of which organization and installation it is, and who acts`, async () => {
        const guard = guardAt(server)
        const organization = 'contoso'
        const asApp = await installCalendar(server, 'ada', { organization, actor: 'app', resource })
        const bot = accepted(await guard.verify(bearer(asApp.access_token), { scopes: ['posts:write'] }))
        assert.equal(bot.kind, 'access_token')
        assert.match(bot.subject, /^bot_/)
        assert.equal(bot.clientId, 'calendar')
        assert.equal(bot.organization, 'contoso')
        assert.equal(bot.organizationId, await organizationId('contoso'))
        assert.match(bot.installationId ?? '', /^inst_/)
        assert.equal(bot.actor, 'app')
        assert.equal(bot.act, undefined)

        const asSelf = await installCalendar(server, 'ada', { organization, actor: 'self', resource })
        const self = accepted(await guard.verify(bearer(asSelf.access_token)))
        assert.equal(self.subject, await userId('ada@example.com'))
        assert.equal(self.actor, 'self')
        assert.equal(self.installationId, bot.installationId)
        assert.deepEqual(self.scopes.toSorted(), ['posts:read', 'posts:write'])
      })
    }

    test('an installation that is suspended or removed ends its tokens at the next request, and no other’s', async () => {
      const guard = guardAt(server, { jwt: 'introspect' })
      const request = { actor: 'app', resource: fixture.api } as const
      const here = await installCalendar(server, 'ada', { ...request, organization: 'contoso' })
      const there = await installCalendar(server, 'grace', { ...request, organization: 'acme' })
      const jwt = await installCalendar(server, 'ada', {
        ...request,
        organization: 'contoso',
        resource: jwtApi,
      })
      const { installationId = '' } = accepted(await guard.verify(bearer(here.access_token)))
      const set = (change: { suspended_at: number | null }) =>
        server.database.kysely
          .updateTable('installations')
          .set(change)
          .where('id', '=', installationId)
          .execute()
      accepted(await guard.verify(bearer(jwt.access_token)))
      await set({ suspended_at: server.clock.now() })
      assert.equal(statusOf(await guard.verify(bearer(here.access_token))), 401)
      assert.equal(statusOf(await guard.verify(bearer(jwt.access_token))), 401)
      assert.equal(statusOf(await guard.verify(bearer(there.access_token))), 200)
      await set({ suspended_at: null })
      assert.equal(statusOf(await guard.verify(bearer(here.access_token))), 200)
    })

    test('a role that is lowered takes its scopes from a self token at the next request', async () => {
      const guard = guardAt(server)
      const request = { organization: 'contoso', actor: 'self', resource: fixture.api } as const
      const { access_token: token } = await installCalendar(server, 'ada', request)
      const write = { scopes: ['posts:write'] }
      assert.equal(statusOf(await guard.verify(bearer(token), write)), 200)
      const ada = await userId('ada@example.com')
      const setRole = (role: 'member' | 'admin') =>
        server.database.kysely.updateTable('memberships').set({ role }).where('user_id', '=', ada).execute()
      await setRole('member')
      const verdict = await guard.verify(bearer(token), write)
      assert.equal(statusOf(verdict), 403)
      assert.equal(statusOf(await guard.verify(bearer(token), { scopes: ['posts:read'] })), 200)
      await setRole('admin')
      assert.equal(statusOf(await guard.verify(bearer(token), write)), 200)
    })

    test('what an installation makes use of is reported, and what it does not is not', async () => {
      const guard = guardAt(server, { reportScopeUses: true })
      const request = { organization: 'acme', actor: 'app', resource: fixture.api } as const
      const { access_token: token } = await installCalendar(server, 'grace', request)
      const { installationId = '' } = accepted(await guard.verify(bearer(token), { scopes: ['posts:read'] }))
      server.clock.advance(2)
      accepted(await guard.verify(bearer(token), { scopes: ['posts:read'] }))
      await guard.close()
      const rows = await server.database.kysely
        .selectFrom('scope_uses')
        .select(['scope', 'uses', 'last_used_at'])
        .where('installation_id', '=', installationId)
        .execute()
      assert.deepEqual(
        rows.map(({ scope, uses, last_used_at }) => [scope, Number(uses), Number(last_used_at)]),
        [['posts:read', 2, server.clock.now()]],
      )
    })
  })
}
