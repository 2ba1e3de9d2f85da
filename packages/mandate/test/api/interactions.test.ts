/** The platform draws the question for consent, and tells what the person decided. */
import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import {
  authorizationResponse,
  createPerson,
  type Person,
  type RelyingParty,
  type WebPage,
} from 'mandate-testkit'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'
import { type ApiAnswer, callApi } from './api-client.ts'
import { giveKey, userIdOf } from './keys.ts'

const consentUrl = 'https://platform.example/consent?theme=dark'

const world = worldWith(
  [
    {
      clientId: 'calendar',
      owner: 'acme',
      scopes: ['openid', 'email', 'posts:read', 'posts:write', 'members:read'],
      optionalScopes: ['members:read'],
      grantTypes: ['authorization_code'],
      actorModes: ['self', 'app'],
    },
  ],
  {
    scopes: [
      { name: 'posts:read', description: 'Read posts', organization: true, group: 'Posts', risk: 'low' },
      { name: 'posts:write', description: 'Write posts', organization: true, group: 'Posts', risk: 'medium' },
      { name: 'members:read', description: 'See members', organization: true },
      { name: 'invoices:read', description: 'See invoices' },
    ],
    organizations: [
      {
        slug: 'contoso',
        name: 'Contoso',
        members: [
          { email: 'ada@example.com', role: 'admin' },
          { email: 'alan@example.com', role: 'member' },
        ],
      },
      { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
    ],
  },
)

onEachDatabase(
  'consent drawn by the platform',
  (http) => {
    let operator: string
    before(async () => {
      operator = await giveKey(http.server, { kind: 'operator' })
    })
    const call = (method: string, path: string, body?: unknown, token = operator): Promise<ApiAnswer> =>
      callApi(http.server, method, `/interactions/${path}`, { token, body })
    const decide = (interaction: string, body: object) => call('POST', `${interaction}/decision`, body)
    const calendar = () => http.app('calendar')

    /** The interaction with which the browser left for the platform's page. */
    const handedOver = ({ left }: WebPage): string => {
      assert.ok(left, 'the browser did not leave')
      const url = new URL(left.url)
      assert.equal(`${url.origin}${url.pathname}`, 'https://platform.example/consent')
      assert.equal(url.searchParams.get('theme'), 'dark')
      return url.searchParams.get('interaction') ?? assert.fail('no interaction')
    }
    const begin = async (person: Person, app: RelyingParty, request: Record<string, string> = {}) =>
      handedOver(await person.visit(app.authorizationUrl(request)))
    const inContoso = { scope: 'openid posts:read posts:write members:read', organization: 'contoso' }

    it('tells all that our own page would show', async () => {
      const interaction = await begin(createPerson('ada'), calendar(), inContoso)
      const { status, body } = await call('GET', interaction)
      assert.equal(status, 200)
      const { app, user, scopes, organizations, expiresAt, useAnotherAccountUrl, ...rest } = body
      const { name, clientId, publisher, verified } = app as Record<string, unknown>
      assert.deepEqual(
        { name, clientId, publisher, verified },
        { name: 'calendar', clientId: 'calendar', publisher: 'Acme GmbH', verified: false },
      )
      assert.deepEqual(user, {
        id: await userIdOf(http.server, 'ada@example.com'),
        email: 'ada@example.com',
        name: 'Ada Lovelace',
      })
      assert.deepEqual(scopes, [
        { scope: 'posts:read', text: 'Read posts', group: 'Posts', access: 'read', choice: 'required' },
        { scope: 'posts:write', text: 'Write posts', group: 'Posts', access: 'write', choice: 'required' },
        { scope: 'members:read', text: 'See members', choice: 'optional' },
      ])
      const [contoso, ...more] = organizations as Record<string, unknown>[]
      assert.deepEqual(more, [])
      assert.equal(contoso?.slug, 'contoso')
      assert.equal(contoso?.install, 'may')
      assert.deepEqual(contoso?.granted, [])
      assert.deepEqual(rest, {
        personal: false,
        actorModes: ['self', 'app'],
        destination: { kind: 'host', name: 'sync.acme.example' },
      })
      assert.ok(Date.parse(String(expiresAt)))
      assert.ok(String(useAnotherAccountUrl).startsWith(`${http.server.issuer}/login?interaction=`))
    })

    it('installs the app with what the person allows, and the browser goes on to it', async () => {
      const person = createPerson('ada')
      const app = calendar()
      const interaction = await begin(person, app, inContoso)
      const scopes = ['posts:read', 'posts:write']
      const answer = await decide(interaction, {
        decision: 'allow',
        scopes,
        organization: 'contoso',
        actor: 'self',
      })
      assert.equal(answer.status, 200, answer.text)
      assert.equal(answer.body.outcome, 'allowed')
      const page = await person.browser.get(String(answer.body.redirectTo))
      const { json } = await app.redeem(authorizationResponse(page).get('code') ?? assert.fail(page.url))
      assert.equal(json.scope, 'openid posts:read posts:write')
      const { json: facts } = await app.introspect(json.access_token)
      assert.equal(facts.org, 'contoso')
      assert.equal(facts.actor, 'self')
      assert.equal((await call('GET', interaction)).status, 404)
      assert.equal((await decide(interaction, { decision: 'deny' })).status, 404)
    })

    it('tells the app of a refusal', async () => {
      const person = createPerson('ada')
      const interaction = await begin(person, calendar(), { ...inContoso, prompt: 'consent' })
      const answer = await decide(interaction, { decision: 'deny' })
      assert.equal(answer.body.outcome, 'denied')
      const page = await person.browser.get(String(answer.body.redirectTo))
      assert.equal(authorizationResponse(page).get('error'), 'access_denied')
    })

    it('lets nobody allow what they were not shown, nor in a place that is not there', async () => {
      const interaction = await begin(createPerson('ada'), calendar(), { ...inContoso, prompt: 'consent' })
      const allow = { decision: 'allow', scopes: ['posts:read', 'posts:write'], actor: 'self' }
      for (const [body, reason] of [
        [{ ...allow, organization: 'contoso', scopes: ['posts:read'] }, 'scopes_changed'],
        [{ ...allow, organization: 'contoso', scopes: [...allow.scopes, 'invoices:read'] }, 'scopes_changed'],
        [allow, 'choose_again'],
        [{ ...allow, organization: 'acme' }, 'choose_again'],
        [{ ...allow, organization: 'contoso', actor: undefined }, 'choose_again'],
      ] as const) {
        const answer = await decide(interaction, body)
        assert.equal(answer.status, 409, JSON.stringify(body))
        assert.equal(answer.body.reason, reason, JSON.stringify(body))
      }
      assert.equal((await decide(interaction, { decision: 'maybe' })).status, 400)
    })

    it('asks the admins for who may not install, and the flow goes on later', async () => {
      const person = createPerson('alan')
      const request = { scope: 'openid posts:read members:read', organization: 'contoso', actor: 'app' }
      const interaction = await begin(person, calendar(), request)
      const allow = { decision: 'allow', scopes: ['posts:read', 'members:read'], organization: 'contoso' }
      const refused = await decide(interaction, { ...allow, actor: 'app' })
      assert.equal(refused.body.reason, 'approval_required')
      const answer = await decide(interaction, {
        ...allow,
        decision: 'request',
        actor: 'app',
        reason: 'For the team',
      })
      assert.equal(answer.status, 200, answer.text)
      assert.equal(answer.body.outcome, 'requested')
      const again = handedOver(await person.browser.get(String(answer.body.redirectTo)))
      assert.equal(again, interaction)
      const [contoso] = (await call('GET', interaction)).body.organizations as Record<string, unknown>[]
      for (const scope of allow.scopes)
        assert.ok((contoso?.pending as string[] | undefined)?.includes(scope), scope)
    })

    it('allows for the person alone where no organization is needed', async () => {
      const person = createPerson('grace')
      const app = http.app('acme-sync')
      const interaction = await begin(person, app, { scope: 'openid email' })
      const { body } = await call('GET', interaction)
      assert.equal(body.personal, true)
      assert.deepEqual(body.organizations, [])
      const answer = await decide(interaction, { decision: 'allow', scopes: ['email'] })
      const page = await person.browser.get(String(answer.body.redirectTo))
      assert.ok(authorizationResponse(page).get('code'))
    })

    it('counts in the browser that began, for the person whom it asked', async () => {
      const person = createPerson('ada')
      const interaction = await begin(person, http.app('acme-post'), { scope: 'openid email' })
      const answer = await decide(interaction, { decision: 'allow', scopes: ['email'] })
      const redirectTo = String(answer.body.redirectTo)
      const other = createPerson('grace')
      await other.visit(`${http.server.issuer}/login`)
      assert.equal((await other.browser.get(redirectTo)).status, 400)
      assert.equal((await createPerson('ada').browser.get(redirectTo)).status, 400)

      // Somebody else signs in at the same browser: the decision is not theirs.
      await person.browser.submit(await person.browser.get(`${http.server.issuer}/logout`))
      const login = await person.browser.get(`${http.server.issuer}/login`)
      await other.browser.get(`${http.server.issuer}/account`)
      const { email, password } = { email: 'grace@example.com', password: 'nanoseconds of wire 11' }
      await person.browser.submit(login, { email, password })
      handedOver(await person.browser.get(redirectTo))
      assert.equal(
        ((await call('GET', interaction)).body.user as { email: string }).email,
        'grace@example.com',
      )
    })

    it('is for operators, and for requests that were sent there', async () => {
      const interaction = await begin(createPerson('grace'), http.app('acme-sync'), { prompt: 'consent' })
      const userId = await userIdOf(http.server, 'ada@example.com')
      const personal = await giveKey(http.server, { kind: 'personal', userId })
      assert.equal((await call('GET', interaction, undefined, personal)).status, 404)
      assert.equal(
        (await call('POST', `${interaction}/decision`, { decision: 'deny' }, personal)).status,
        404,
      )
      assert.equal((await call('GET', 'unknown')).status, 404)
      const login = await createPerson('alan').browser.get(http.app('acme-sync').authorizationUrl())
      const notYet = new URL(login.url).searchParams.get('interaction') ?? assert.fail('no interaction')
      assert.equal((await call('GET', notYet)).status, 404)
    })
  },
  { config: { consentUrl }, state: world },
)
