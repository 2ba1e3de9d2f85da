/** Apps in organizations, from the authorization endpoint to introspection. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import {
  authorizationResponse,
  createPerson,
  type FormControl,
  fixture,
  type Person,
  type RelyingParty,
  type WebPage,
} from 'mandate-testkit'
import { assertInactive, assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const scopes = [
  { name: 'posts:read', description: 'Read posts', organization: true },
  {
    name: 'posts:write',
    description: 'Write posts',
    organization: true,
    implies: ['posts:read'],
    roles: ['owner', 'admin'],
  },
  { name: 'members:read', description: 'See members', organization: true },
  { name: 'reports:read', description: 'See reports' },
  { name: 'invoices:read', description: 'See invoices' },
]

const app = (clientId: string, more: object = {}) => ({
  clientId,
  owner: 'acme',
  scopes: ['openid', 'posts:read', 'posts:write', 'members:read', 'reports:read'],
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  actorModes: ['self', 'app'],
  ...more,
})

const world = worldWith(
  [
    app('calendar'),
    app('planner'),
    app('single', { liveTokens: 'per_organization' }),
    app('bot-only', { actorModes: ['app'] }),
    app('chooser', { optionalScopes: ['members:read'] }),
  ],
  {
    scopes,
    organizations: [
      {
        slug: 'contoso',
        name: 'Contoso',
        members: [
          { email: 'ada@example.com', role: 'admin' },
          { email: 'alan@example.com', role: 'member' },
        ],
      },
      {
        slug: 'acme',
        name: 'Acme GmbH',
        members: [
          { email: 'grace@example.com', role: 'owner' },
          { email: 'ada@example.com', role: 'owner' },
        ],
      },
    ],
  },
)

/** What a person's browser comes back with. */
const answerOf = (page: WebPage) => Object.fromEntries(authorizationResponse(page))

onEachDatabase(
  'an app in an organization',
  (http) => {
    const install = async (party: RelyingParty, person: Person, request: Record<string, string>) => {
      const code = await person.authorize(party.authorizationUrl(request))
      const answer = await party.redeem(code)
      assertTokens(answer)
      return answer.json
    }
    const said = async (party: RelyingParty, token: unknown) => (await party.introspect(token)).json
    const organizationId = async (slug: string) => {
      const { kysely } = http.server.database
      return (
        await kysely
          .selectFrom('organizations')
          .select('id')
          .where('slug', '=', slug)
          .executeTakeFirstOrThrow()
      ).id
    }
    const setInstallation = async (id: unknown, change: object) => {
      await http.server.database.kysely
        .updateTable('installations')
        .set(change)
        .where('id', '=', String(id))
        .execute()
    }

    it('acts as its bot, in the organization where an admin installs it, and nowhere else', async () => {
      const party = http.app('calendar')
      const tokens = await install(party, createPerson('ada'), {
        scope: 'posts:write',
        organization: 'contoso',
        actor: 'app',
      })
      assert.equal(tokens.scope, 'posts:write')
      const facts = await said(party, tokens.access_token)
      assert.match(String(facts.sub), /^bot_/)
      assert.equal(facts.org, 'contoso')
      assert.equal(facts.org_id, await organizationId('contoso'))
      assert.equal(facts.actor, 'app')
      assert.match(String(facts.installation_id), /^inst_/)

      const byClient = await party.post('/oauth/token', {
        grant_type: 'client_credentials',
        organization: 'contoso',
      })
      assertTokens(byClient)
      const own = await said(party, byClient.json.access_token)
      assert.equal(own.sub, facts.sub)
      assert.equal(own.installation_id, facts.installation_id)
      assert.deepEqual(String(own.scope).split(' ').toSorted(), ['posts:read', 'posts:write'])

      const elsewhere = await party.post('/oauth/token', {
        grant_type: 'client_credentials',
        organization: 'acme',
      })
      const nowhere = await party.post('/oauth/token', {
        grant_type: 'client_credentials',
        organization: 'none',
      })
      assertRefusal(elsewhere, 400, 'invalid_target')
      assert.equal(elsewhere.body, nowhere.body)
      const more = { grant_type: 'client_credentials', organization: 'contoso', scope: 'members:read' }
      assertRefusal(await party.post('/oauth/token', more), 400, 'invalid_scope')
    })

    it('needs an organization for what acts within one', async () => {
      const party = http.app('calendar')
      assertRefusal(
        await party.post('/oauth/token', { grant_type: 'client_credentials', scope: 'posts:read' }),
        400,
        'invalid_target',
      )
      const free = await party.post('/oauth/token', {
        grant_type: 'client_credentials',
        scope: 'reports:read',
      })
      assertTokens(free)
      assert.equal((await said(party, free.json.access_token)).org_id, undefined)
    })

    it('acts as the person, never above their role of that moment', async () => {
      const party = http.app('planner')
      const { kysely } = http.server.database
      const tokens = await install(party, createPerson('ada'), {
        scope: 'posts:write posts:read',
        organization: 'contoso',
        actor: 'self',
      })
      const before = await said(party, tokens.access_token)
      assert.deepEqual([before.actor, before.scope], ['self', 'posts:write posts:read'])
      const setRole = (role: 'admin' | 'member') =>
        kysely
          .updateTable('memberships')
          .set({ role })
          .where('user_id', '=', String(before.sub))
          .where('organization_id', '=', String(before.org_id))
          .execute()
      await setRole('member')
      assert.equal((await said(party, tokens.access_token)).scope, 'posts:read')
      await setRole('admin')
      assert.equal((await said(party, tokens.access_token)).scope, 'posts:write posts:read')

      const membership = await kysely
        .deleteFrom('memberships')
        .where('user_id', '=', String(before.sub))
        .where('organization_id', '=', String(before.org_id))
        .returningAll()
        .executeTakeFirstOrThrow()
      assertInactive(await party.introspect(tokens.access_token))
      assertRefusal(await party.refresh(tokens.refresh_token), 400, 'invalid_grant')
      await kysely.insertInto('memberships').values(membership).execute()
    })

    it('is told of nothing while it is suspended, and never again once it is removed', async () => {
      const party = http.app('bot-only')
      const ada = createPerson('ada')
      const request = { scope: 'posts:read', organization: 'contoso' }
      const tokens = await install(party, ada, request)
      const { installation_id: id } = await said(party, tokens.access_token)

      await setInstallation(id, { suspended_at: 1 })
      assertInactive(await party.introspect(tokens.access_token))
      assertRefusal(await party.refresh(tokens.refresh_token), 400, 'invalid_grant')
      const machine = { grant_type: 'client_credentials', organization: 'contoso' }
      assertRefusal(await party.post('/oauth/token', machine), 400, 'invalid_target')
      const refused = await ada.visit(party.authorizationUrl(request))
      assert.equal(answerOf(refused).error, 'access_denied')

      await setInstallation(id, { suspended_at: null })
      assert.equal((await said(party, tokens.access_token)).active, true)

      await setInstallation(id, { removed_at: 1 })
      assertInactive(await party.introspect(tokens.access_token))
      const anew = await install(party, ada, request)
      assert.notEqual((await said(party, anew.access_token)).installation_id, id)
      assertInactive(await party.introspect(tokens.access_token))
    })

    it('is asked for by a member, approved with fewer scopes by an admin, and goes on with these', async () => {
      const party = http.app('chooser')
      const alan = createPerson('alan')
      const request = {
        scope: 'posts:read reports:read members:read',
        organization: 'contoso',
        actor: 'self',
      }
      const consent = await alan.browser.get(party.authorizationUrl(request))
      const signedIn = await alan.browser.submit(consent, {
        email: 'alan@example.com',
        password: fixture.passwords.alan,
      })
      const asking = await alan.browser.submit(signedIn, { decision: 'allow', scope: ['members:read'] })
      assert.match(asking.text, /Ask Contoso for/)
      const waiting = await alan.browser.submit(asking, { decision: 'request', reason: 'We plan with it' })
      assert.match(waiting.text, /Waiting for Contoso/)

      const { kysely } = http.server.database
      const filed = await kysely
        .selectFrom('approval_requests')
        .selectAll()
        .where('reason', '=', 'We plan with it')
        .executeTakeFirstOrThrow()
      const ada = createPerson('ada')
      const requestUrl = (id: string, slug = 'contoso') =>
        `${http.server.issuer}/organizations/${slug}/requests/${id}`
      const approve = async (id: string, granted: readonly string[]) => {
        const page = await ada.visit(requestUrl(id))
        assert.match(page.text, /Alan Turing asks for it/)
        const done = await ada.browser.submit(page, { decision: 'approve', scope: granted })
        assert.match(done.text, /was approved/)
      }
      // Nobody but the organization's admins, and who asked, learns that there is such a request.
      assert.equal((await createPerson('grace').visit(requestUrl(filed.id))).status, 404)
      assert.match((await alan.browser.get(requestUrl(filed.id))).text, /Waiting for Contoso/)
      assert.equal((await ada.visit(requestUrl(filed.id, 'acme'))).status, 404)
      const nothing = await ada.browser.submit(await ada.visit(requestUrl(filed.id)), {
        decision: 'approve',
        scope: [],
      })
      assert.equal(nothing.status, 422)
      await approve(filed.id, ['posts:read'])
      assert.match((await alan.browser.get(requestUrl(filed.id))).text, /was approved/)

      const back = await alan.browser.get(waiting.url)
      assert.match(back.text, /Continue with what is approved/)
      const left = await alan.answer(await alan.browser.submit(back, { decision: 'allow' }))
      const code = authorizationResponse(left).get('code')
      assert.ok(code)
      const tokens = await party.redeem(code)
      assertTokens(tokens)
      assert.equal(tokens.json.scope, 'posts:read')

      // Asking for more leaves the old token alone until it is approved.
      const more = await alan.browser.get(party.authorizationUrl({ ...request, prompt: 'consent' }))
      const askingMore = await alan.browser.submit(more, { decision: 'allow' })
      await alan.browser.submit(askingMore, { decision: 'request', reason: 'And reports' })
      assert.equal((await said(party, tokens.json.access_token)).scope, 'posts:read')
      const second = await kysely
        .selectFrom('approval_requests')
        .select('id')
        .where('decided_at', 'is', null)
        .executeTakeFirstOrThrow()
      await approve(second.id, ['reports:read'])
      assert.match((await ada.visit(requestUrl(second.id))).text, /decided before/)
      assert.equal((await said(party, tokens.json.access_token)).scope, 'posts:read')
      const wider = await install(party, alan, { ...request, scope: 'posts:read reports:read' })
      assert.equal(wider.scope, 'posts:read reports:read')
    })

    it('stands among the connected apps of the person, who can take it back there', async () => {
      const party = http.app('planner')
      const ada = createPerson('ada')
      const tokens = await install(party, ada, { scope: 'posts:read', organization: 'acme', actor: 'self' })
      const account = await ada.browser.get(`${http.server.issuer}/account`)
      assert.match(account.text, /planner by Acme GmbH For Acme GmbH/)
      const { installation_id } = await said(party, tokens.access_token)
      const { id } = await http.server.database.kysely
        .selectFrom('grants')
        .select('id')
        .where('installation_id', '=', String(installation_id))
        .executeTakeFirstOrThrow()
      const isItsOwn = (control: FormControl) =>
        control.name === 'grant' && 'value' in control && control.value === id
      const form = account.forms.find(({ controls }) => controls.some(isItsOwn))
      assert.ok(form)
      await ada.browser.submit({ ...account, form: () => form })
      assertInactive(await party.introspect(tokens.access_token))
      assertRefusal(await party.refresh(tokens.refresh_token), 400, 'invalid_grant')
      const bot = await party.post('/oauth/token', { grant_type: 'client_credentials', organization: 'acme' })
      assertRefusal(bot, 400, 'invalid_target')
    })

    it('is told to choose another organization where the ceiling leaves nothing', async () => {
      const party = http.app('calendar')
      const grace = createPerson('grace')
      const { kysely } = http.server.database
      await kysely
        .updateTable('organizations')
        .set({ scope_ceiling: '' })
        .where('slug', '=', 'acme')
        .execute()
      const page = await grace.visit(
        party.authorizationUrl({ scope: 'posts:read', organization: 'acme', actor: 'self' }),
      )
      assert.match(page.text, /allows nothing of what calendar asks for/)
      await kysely
        .updateTable('organizations')
        .set({ scope_ceiling: null })
        .where('slug', '=', 'acme')
        .execute()
    })

    it('has one live authorization in an organization where it asks for that', async () => {
      const party = http.app('single')
      const ada = createPerson('ada')
      const first = await install(party, ada, { scope: 'posts:read', organization: 'contoso', actor: 'app' })
      const other = await install(party, ada, { scope: 'posts:read', organization: 'acme', actor: 'app' })
      const second = await install(party, ada, { scope: 'posts:read', organization: 'contoso', actor: 'app' })
      assertInactive(await party.introspect(first.access_token))
      assertRefusal(await party.refresh(first.refresh_token), 400, 'invalid_grant')
      assert.equal((await said(party, second.access_token)).active, true)
      assert.equal((await said(party, other.access_token)).active, true)
    })

    it('says the same in a JWT as in introspection', async () => {
      await http.server.apply({
        resources: [
          { identifier: 'https://members.example', scopes: ['members:read'], accessTokenFormat: 'jwt' },
        ],
      })
      const party = http.app('calendar')
      const tokens = await install(party, createPerson('ada'), {
        scope: 'members:read',
        resource: 'https://members.example',
        organization: 'acme',
        actor: 'app',
      })
      const [, payload = ''] = String(tokens.access_token).split('.')
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
      const { active, token_type: _, ...facts } = await said(party, tokens.access_token)
      assert.equal(active, true)
      assert.deepEqual(claims, facts)
      await setInstallation(facts.installation_id, { removed_at: 1 })
      assertInactive(await party.introspect(tokens.access_token))
    })

    it('cannot be had where the person is no member, which looks like an organization that is not there', async () => {
      const party = http.app('calendar')
      const alan = createPerson('alan')
      const answers = []
      for (const organization of ['acme', 'nowhere', await organizationId('acme')]) {
        const page = await alan.visit(
          party.authorizationUrl({ scope: 'posts:read', organization, state: 's' }),
        )
        answers.push(answerOf(page))
      }
      assert.deepEqual(answers[0], answers[1])
      assert.deepEqual(answers[0], answers[2])
      assert.equal(answers[0]?.error, 'access_denied')
    })

    it('is refused an actor mode that it does not have', async () => {
      const party = http.app('bot-only')
      const page = await createPerson('ada').visit(
        party.authorizationUrl({ scope: 'posts:read', organization: 'contoso', actor: 'self' }),
      )
      assert.equal(answerOf(page).error, 'invalid_request')
    })
  },
  { state: world },
)
