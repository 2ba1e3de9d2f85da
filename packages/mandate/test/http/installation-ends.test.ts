/**
 * Who may end what an app has in an organization, by whatever they may do it with: what is ended is dead at the next
 * request, the rest lives, nothing elsewhere notices, and it is written down.
 */
import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { createPerson, type Person } from 'mandate-testkit'
import { createAuditStore } from '../../src/store/audit-events.ts'
import { callApi } from '../api/api-client.ts'
import { appIdOf, organizationIdOf, userIdOf } from '../api/keys.ts'
import { keysOf } from '../support/keys.ts'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const names = Array.from({ length: 16 }, (_, index) => `ended-${index}`)

const scopes = ['posts:read', 'posts:write', 'invoices:read', 'mandate:installations:write']

const world = worldWith(
  names.map((clientId) => ({
    clientId,
    owner: 'acme',
    scopes,
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    actorModes: ['self', 'app'],
  })),
  {
    scopes: [
      { name: 'posts:read', description: 'Read posts', organization: true },
      {
        name: 'posts:write',
        description: 'Write posts',
        organization: true,
        implies: ['posts:read'],
        roles: ['owner', 'admin'],
      },
      { name: 'invoices:read', description: 'See invoices', organization: true },
    ],
    organizations: [
      {
        slug: 'contoso',
        name: 'Contoso',
        members: [
          { email: 'ada@example.com', role: 'admin' },
          { email: 'alan@example.com', role: 'owner' },
        ],
      },
      { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
      { slug: 'elsewhere', name: 'Elsewhere', members: [{ email: 'ada@example.com', role: 'owner' }] },
    ],
  },
)

const everything = ['self', 'self refresh', 'self jwt', 'bot', 'bot refresh', 'machine', 'elsewhere']
const ofBot = ['bot', 'bot refresh', 'machine', 'elsewhere']
const ofSelf = ['self', 'self refresh', 'self jwt', 'elsewhere']
const nothing = ['elsewhere']

onEachDatabase(
  'what an app has in an organization',
  (http) => {
    const credentials = { operator: '', admin: '', appOwner: '', person: '' }
    let ada: Person
    let apps = 0
    before(async () => {
      const keys = keysOf(http.server)
      const installations = ['mandate:installations:write', 'mandate:organizations:write']
      credentials.operator = (await keys.operator()).text
      credentials.admin = (await keys.personal('alan', [...installations, 'mandate:users:write'])).text
      credentials.appOwner = (await keys.personal('grace', [...installations, 'mandate:users:write'])).text
      credentials.person = (await keys.personal('ada', ['mandate:users:write'])).text
      ada = createPerson('ada')
    })

    /** An app with tokens of each kind in Contoso, a code that waits there, and a token in another organization. */
    const begin = async () => {
      const clientId = names[apps++] ?? ''
      const party = http.app(clientId)
      const flow = async (request: Record<string, string>) => {
        const answer = await party.redeem(await ada.authorize(party.authorizationUrl(request)))
        assertTokens(answer)
        return answer.json
      }
      const at = { organization: 'contoso', scope: 'posts:read posts:write' }
      await call(credentials.operator, 'POST', '/organizations/contoso/installations', {
        appId: await appIdOf(http.server, clientId),
        scopes,
        actorModes: ['self', 'app'],
      })
      const bot = await flow({ ...at, actor: 'app' })
      const self = await flow({ ...at, actor: 'self' })
      const jwt = await flow({ ...at, actor: 'self', scope: 'invoices:read' })
      assert.equal(String(jwt.access_token).split('.').length, 3)
      const elsewhere = await flow({ organization: 'elsewhere', actor: 'self', scope: 'posts:read' })
      const machine = await party.post('/oauth/token', {
        grant_type: 'client_credentials',
        organization: 'contoso',
        scope: 'posts:read',
      })
      assertTokens(machine)
      const code = await ada.authorize(party.authorizationUrl({ ...at, actor: 'self' }))
      const tokens: Readonly<Record<string, unknown>> = {
        self: self.access_token,
        'self refresh': self.refresh_token,
        'self jwt': jwt.access_token,
        bot: bot.access_token,
        'bot refresh': bot.refresh_token,
        machine: machine.json.access_token,
        elsewhere: elsewhere.access_token,
      }
      const said = async (name: string) => (await party.introspect(tokens[name])).json
      const living = async () => {
        const found = []
        for (const name of Object.keys(tokens)) if ((await said(name)).active === true) found.push(name)
        return found
      }
      assert.deepEqual(await living(), everything)
      const { installation_id } = await said('self')
      return {
        party,
        clientId,
        installationId: String(installation_id),
        said,
        living,
        /** Whether the code still buys something. */
        async redeems(): Promise<boolean> {
          const answer = await party.redeem(code)
          if (answer.status !== 200) assertRefusal(answer, 400, 'invalid_grant')
          return answer.status === 200
        },
        async refuses(refresh: 'self' | 'bot') {
          assertRefusal(await party.refresh(tokens[`${refresh} refresh`]), 400, 'invalid_grant')
        },
      }
    }

    const call = async (token: string, method: string, path: string, body?: object) => {
      const answer = await callApi(http.server, method, path, { token, ...(body ? { body } : {}) })
      assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
    }
    const lastEvent = async (action: string) => {
      const [event] = await createAuditStore(http.server.database).list(
        { action },
        { beyond: undefined, limit: 1, order: 'newest_first' },
      )
      assert.ok(event?.origin.requestId, `${action} is written down`)
      return event
    }

    for (const who of ['operator', 'admin', 'appOwner'] as const) {
      it(`is over once ${{ operator: 'an operator', admin: 'an admin', appOwner: 'an owner of the app' }[who]} removes it`, async () => {
        const { installationId, living, redeems, refuses } = await begin()
        await call(credentials[who], 'DELETE', `/installations/${installationId}`)
        assert.deepEqual(await living(), nothing)
        assert.equal(await redeems(), false)
        await refuses('self')
        await refuses('bot')
        const event = await lastEvent('installation.removed')
        assert.deepEqual(
          [event.subject.id, event.actor.type],
          [installationId, who === 'operator' ? 'operator' : 'user'],
        )
      })
    }

    it('is over once the app removes itself, by the tokens of that installation only', async () => {
      const { party, installationId, living } = await begin()
      const answer = await party.post('/oauth/token', {
        grant_type: 'client_credentials',
        organization: 'contoso',
        scope: 'mandate:installations:write',
      })
      assertTokens(answer)
      const token = String(answer.json.access_token)
      const other = await http.server.database.kysely
        .selectFrom('installations')
        .select('id')
        .where('id', '<>', installationId)
        .where('removed_at', 'is', null)
        .executeTakeFirstOrThrow()
      const foreign = await callApi(http.server, 'DELETE', `/installations/${other.id}`, { token })
      assert.equal(foreign.status, 404)
      await call(token, 'DELETE', `/installations/${installationId}`)
      assert.deepEqual(await living(), nothing)
      assert.equal((await lastEvent('installation.removed')).actor.type, 'installation')
    })

    it('rests while it is suspended, and comes back, but for codes', async () => {
      const { installationId, living, redeems, refuses } = await begin()
      await call(credentials.admin, 'PUT', `/installations/${installationId}/suspension`)
      assert.deepEqual(await living(), nothing)
      await refuses('self')
      assert.equal(await redeems(), false)
      await lastEvent('installation.suspended')
      await call(credentials.admin, 'DELETE', `/installations/${installationId}/suspension`)
      assert.deepEqual(await living(), everything)
      assert.equal(await redeems(), false)
      await lastEvent('installation.reinstated')
    })

    it('loses what acts in an actor mode that is taken from it', async () => {
      const { installationId, living, redeems, refuses } = await begin()
      await call(credentials.admin, 'PATCH', `/installations/${installationId}`, { actorModes: ['self'] })
      assert.deepEqual(await living(), ofSelf)
      await refuses('bot')
      assert.equal(await redeems(), true)
      await lastEvent('installation.narrowed')
    })

    it('does less once scopes are taken from it, or the ceiling is lowered', async () => {
      const { installationId, said, living, redeems } = await begin()
      await call(credentials.admin, 'PATCH', `/installations/${installationId}`, {
        grantedScopes: ['posts:read', 'posts:write'],
      })
      assert.equal((await said('self jwt')).scope, '')
      assert.equal((await said('bot')).scope, 'posts:read posts:write')
      const policy = '/organizations/contoso/policy'
      await call(credentials.admin, 'PATCH', policy, {
        scopeCeiling: ['posts:read', 'mandate:organizations:write', 'mandate:installations:write'],
      })
      assert.equal((await said('bot')).scope, 'posts:read')
      assert.equal((await said('self')).scope, 'posts:read')
      assert.equal((await said('elsewhere')).scope, 'posts:read')
      await call(credentials.operator, 'PATCH', policy, { scopeCeiling: null })
      assert.equal((await said('bot')).scope, 'posts:read')
      assert.equal(await redeems(), true)
      assert.deepEqual(await living(), everything)
      await lastEvent('installation.narrowed')
    })

    it('is over once the organization blocks the app', async () => {
      const { clientId, living, redeems } = await begin()
      const rule = `/organizations/contoso/app-rules/${await appIdOf(http.server, clientId)}`
      await call(credentials.admin, 'PUT', rule, { rule: 'blocked' })
      assert.deepEqual(await living(), nothing)
      assert.equal(await redeems(), false)
      assert.deepEqual((await lastEvent('installation.removed')).data, { because: 'app_blocked' })
    })

    it('loses what a member let it do as them, when an admin or the member takes it back', async () => {
      const byAdmin = await begin()
      await call(credentials.admin, 'DELETE', '/organizations/contoso/grants')
      assert.deepEqual(await byAdmin.living(), ofBot)
      await byAdmin.refuses('self')
      assert.equal(await byAdmin.redeems(), false)
      await lastEvent('grant.revoked')

      const byThemselves = await begin()
      const userId = await userIdOf(http.server, 'ada@example.com')
      const { id } = await http.server.database.kysely
        .selectFrom('grants')
        .select('id')
        .where('installation_id', '=', byThemselves.installationId)
        .where('actor_mode', '=', 'self')
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow()
      await call(credentials.person, 'DELETE', `/users/${userId}/grants/${id}`)
      assert.deepEqual(await byThemselves.living(), ofBot)
      assert.equal(await byThemselves.redeems(), false)
      const event = await lastEvent('grant.revoked')
      assert.deepEqual(
        [event.actor.type, event.organizationId],
        ['user', await organizationIdOf(http.server, 'contoso')],
      )
    })

    it('does as a member no more than their role, and nothing once they have left', async () => {
      const { said, living, redeems, refuses } = await begin()
      const member = `/organizations/contoso/members/${await userIdOf(http.server, 'ada@example.com')}`
      await call(credentials.admin, 'PUT', member, { role: 'member' })
      assert.equal((await said('self')).scope, 'posts:read')
      assert.equal((await said('bot')).scope, 'posts:read posts:write')
      await call(credentials.admin, 'DELETE', member)
      assert.deepEqual(await living(), ofBot)
      await refuses('self')
      await lastEvent('membership.removed')
      await call(credentials.operator, 'PUT', member, { role: 'admin' })
      assert.deepEqual(await living(), ofBot)
      assert.equal(await redeems(), false)
    })
  },
  { state: world },
)
