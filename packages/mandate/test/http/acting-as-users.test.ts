/** Apps that act as users: Mandate is asked at each use. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { createPerson, fixture, type RelyingParty } from 'mandate-testkit'
import { letActAsUsers } from '../../src/platform/apps/set-app-status.ts'
import { createAppAdministration } from '../../src/store/app-administration.ts'
import { createAppStore } from '../../src/store/apps.ts'
import { createAuditStore } from '../../src/store/audit-events.ts'
import { keysOf } from '../support/keys.ts'
import { assertInactive, assertRefusal } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const scopes = [
  { name: 'posts:read', description: 'Read posts' },
  { name: 'posts:write', description: 'Write posts', roles: ['owner', 'admin'] },
  { name: 'members:read', description: 'See members', organization: true },
  { name: 'bots:run', description: 'Run bots', actorModes: ['app'] },
  { name: 'invoices:read', description: 'See invoices' },
]

const app = (clientId: string) => ({
  clientId,
  owner: 'acme',
  scopes: ['openid', 'posts:read', 'posts:write', 'bots:run', 'invoices:read'],
  defaultScopes: ['posts:read', 'posts:write', 'bots:run'],
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  actorModes: ['self', 'app'],
})

const world = worldWith([app('named'), app('chosen'), app('plain')], {
  scopes,
  organizations: [
    {
      slug: 'contoso',
      name: 'Contoso',
      members: [
        { email: 'ada@example.com', role: 'admin' },
        { email: 'alan@example.com', role: 'member' },
        { email: 'grace@example.com', role: 'owner' },
      ],
    },
    { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
  ],
})

onEachDatabase(
  'acting as a user',
  (http) => {
    const gateway = () => http.app('northwind-gateway')
    const userId = (name: string) => keysOf(http.server).userId(name)
    const asking = async (token: unknown, id: string, party: RelyingParty = gateway()) =>
      party.post('/oauth/introspect', { token: String(token), act_as_user_id: id })
    const acting = async (token: unknown, name: string) => (await asking(token, await userId(name))).json

    const installed = async (clientId: string, actor: 'app' | 'self'): Promise<unknown> => {
      const party = http.app(clientId)
      const scope = actor === 'app' ? 'posts:read posts:write bots:run' : 'posts:read'
      const url = party.authorizationUrl({ scope, organization: 'contoso', actor })
      return (await party.redeem(await createPerson('ada').authorize(url))).json.access_token
    }
    const own = async (clientId: string, scope?: string): Promise<unknown> => {
      const form = { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }
      return (await http.app(clientId).post('/oauth/token', form)).json.access_token
    }
    const events = async (action: string) =>
      (
        await createAuditStore(http.server.database).list(
          { action },
          { beyond: undefined, limit: 1, order: 'newest_first' },
        )
      )[0] ?? assert.fail(`no ${action}`)

    before(async () => {
      const { database, clock } = http.server
      const [chosen] = await createAppStore(database).findApps(['chosen'])
      assert.ok(chosen)
      await letActAsUsers(
        { app: chosen, actor: { type: 'operator' }, origin: {} },
        { apps: createAppAdministration(database), clock },
      )
    })

    for (const clientId of ['chosen', 'named']) {
      describe(clientId === 'chosen' ? 'by an operator’s word' : 'by the configuration', () => {
        it('is a member of the organization, with what both may do', async () => {
          const token = await installed(clientId, 'app')
          const bot = (await gateway().introspect(token)).json
          assert.equal(bot.scope, 'posts:read posts:write bots:run')
          const { act, ...facts } = await acting(token, 'ada')
          assert.deepEqual(act, { sub: bot.sub, client_id: clientId })
          assert.deepEqual(facts, { ...bot, sub: await userId('ada'), scope: 'posts:read posts:write' })
          assert.equal((await acting(token, 'alan')).scope, 'posts:read')
          assert.deepEqual((await gateway().introspect(token)).json, bot)
        })

        it('is anybody where it acts for no organization, but for nobody who owns one', async () => {
          const token = await own(clientId)
          const bot = (await gateway().introspect(token)).json
          const said = await acting(token, 'alan')
          assert.deepEqual([said.sub, said.scope], [await userId('alan'), 'posts:read posts:write'])
          assert.deepEqual(said.act, { sub: bot.sub, client_id: clientId })
          assert.deepEqual(await acting(token, 'grace'), { ...bot, act_as_error: 'access_denied' })
        })
      })
    }

    it('is refused without a word of why: an unknown user, a stranger, an owner, a closed account, an app that may not', async () => {
      const keys = keysOf(http.server)
      const token = await installed('chosen', 'app')
      const bot = (await gateway().introspect(token)).json
      const refused = { ...bot, act_as_error: 'access_denied' }
      await keys.setRole('alan', 'contoso', undefined)
      const ids = [
        'usr_01hzzzzzzzzzzzzzzzzzzzzzzzzz',
        'nobody at all',
        String(bot.sub),
        await userId('alan'),
        await userId('grace'),
        await keys.organizationId('contoso'),
      ]
      for (const id of ids) assert.deepEqual((await asking(token, id)).json, refused, id)
      await keys.setRole('alan', 'contoso', 'member')
      await http.server.apply({ users: [{ email: 'alan@example.com', disabled: true }] })
      assert.deepEqual(await acting(token, 'alan'), refused)
      await http.server.apply({ users: [{ email: 'alan@example.com', disabled: false }] })
      assert.equal((await acting(token, 'alan')).sub, await userId('alan'))
      const plain = await installed('plain', 'app')
      assert.equal((await acting(plain, 'ada')).act_as_error, 'access_denied')
    })

    it('is for an app as itself: what a person lent it, and a refresh token, act as nobody else', async () => {
      const self = await installed('chosen', 'self')
      assert.equal((await acting(self, 'alan')).act_as_error, 'access_denied')
      const party = http.app('chosen')
      const url = party.authorizationUrl({ scope: 'posts:read', organization: 'contoso', actor: 'app' })
      const tokens = (await party.redeem(await createPerson('ada').authorize(url))).json
      const answer = await asking(tokens.refresh_token, await userId('alan'), party)
      assert.deepEqual([answer.json.active, answer.json.act_as_error], [true, 'access_denied'])
    })

    it('is asked about a JWT in the same way', async () => {
      const token = await own('chosen', 'invoices:read')
      assert.match(String(token), /^eyJ/)
      assert.equal((await acting(token, 'alan')).sub, await userId('alan'))
      assert.equal((await acting(token, 'alan')).scope, 'invoices:read')
      assert.equal((await acting(await own('plain', 'invoices:read'), 'alan')).act_as_error, 'access_denied')
    })

    it('tells nothing to whom the token is no business of, and nothing of a token that has ended', async () => {
      const token = await installed('chosen', 'app')
      const alan = await userId('alan')
      assertInactive(await asking(token, alan, http.app('acme-sync')))
      await http.app('chosen').revoke(token)
      assertInactive(await asking(token, alan))
    })

    it('names one user', async () => {
      const ids = [await userId('ada'), await userId('alan')]
      const form = { token: String(await own('chosen')), act_as_user_id: ids }
      assertRefusal(await gateway().post('/oauth/introspect', form), 400, 'invalid_request')
    })

    it('is written down with both, each time, and so is each refusal, which says no more than that', async () => {
      const token = await installed('chosen', 'app')
      const bot = (await gateway().introspect(token)).json
      await acting(token, 'ada')
      const used = await events('user.acted_as')
      assert.deepEqual(used.actor, { type: 'installation', installationId: bot.installation_id })
      assert.deepEqual(used.subject, { type: 'user', id: await userId('ada') })
      assert.equal(used.organizationId, bot.org_id)
      assert.ok(used.appId)
      assert.ok(used.origin.requestId)
      assert.deepEqual(used.data, {
        clientId: 'chosen',
        tokenSubject: bot.sub,
        tokenId: bot.jti,
        askedBy: 'northwind-gateway',
        scopes: ['posts:read', 'posts:write'],
      })
      const refusals = []
      for (const id of [await userId('grace'), 'usr_01hzzzzzzzzzzzzzzzzzzzzzzzzz']) {
        await asking(token, id)
        const { id: _, at: __, origin: ___, ...refusal } = await events('user.acting_refused')
        assert.deepEqual(refusal.subject, { type: 'user', id })
        refusals.push({ ...refusal, subject: undefined })
      }
      assert.deepEqual(refusals[0], refusals[1])
      const { text } = await keysOf(http.server).personal('ada', ['posts:read'], { organization: 'contoso' })
      await acting(text, 'alan')
      const byKey = await events('user.acting_refused')
      assert.deepEqual(byKey.actor, { type: 'user', userId: await userId('ada') })
      assert.deepEqual(byKey.subject, { type: 'user', id: await userId('alan') })
      assert.equal(byKey.organizationId, bot.org_id)
      await asking(token, 'a password, perhaps')
      assert.equal(JSON.stringify(await events('user.acting_refused')).includes('password'), false)
    })

    it('ends when the app may not any more', async () => {
      const token = await installed('chosen', 'app')
      assert.equal((await acting(token, 'ada')).sub, await userId('ada'))
      await http.server.database.kysely.updateTable('apps').set({ acts_as_users: 0 }).execute()
      assert.equal((await acting(token, 'ada')).act_as_error, 'access_denied')
    })
  },
  {
    state: { ...world, resources: fixture.world.resources },
    config: { appsActingAsUsers: ['named'] },
  },
)
