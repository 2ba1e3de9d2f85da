/** What the platform says of organizations and roles counts at once, for tokens that are out already. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { authorizationResponse, createHttpClient } from 'mandate-testkit'
import type { Role } from '../../src/platform/organizations/role.ts'
import { challengeOf, handOffLogin, platformBackEnd } from '../support/platform-login.ts'
import { assertInactive, assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const world = worldWith(
  [
    {
      clientId: 'calendar',
      owner: 'acme',
      scopes: ['openid', 'posts:read', 'posts:write'],
      grantTypes: ['authorization_code', 'refresh_token'],
      actorModes: ['self'],
    },
  ],
  {
    scopes: [
      { name: 'posts:read', description: 'Read posts', organization: true },
      { name: 'posts:write', description: 'Write posts', organization: true, roles: ['owner', 'admin'] },
      { name: 'invoices:read', description: 'See invoices' },
    ],
  },
)

onEachDatabase(
  'organizations of the hand-off',
  (http) => {
    const person = { subject: 'mina', email: 'mina@platform.example', name: 'Mina' }
    const signIn = async (
      browser: ReturnType<typeof createHttpClient>,
      role: Role | undefined,
      url: string,
    ) => {
      const challenge = challengeOf(await browser.get(url))
      const organizations = role === undefined ? [] : [{ slug: 'contoso', role }]
      return browser.get(await platformBackEnd(http.server).signIn(challenge, { ...person, organizations }))
    }

    it('follow each sign-in: the role at the next call, the membership with its tokens', async () => {
      const app = http.app('calendar')
      const browser = createHttpClient({ foreign: ['https://'] })
      const request = { scope: 'posts:read posts:write', organization: 'contoso', actor: 'self' }
      const consent = await signIn(browser, 'admin', app.authorizationUrl(request))
      assert.equal(new URL(consent.url).pathname, '/consent')
      const allowed = authorizationResponse(await browser.submit(consent, { decision: 'allow' }))
      const tokens = await app.redeem(allowed.get('code') ?? assert.fail(allowed.toString()))
      assertTokens(tokens)
      const effective = async () => (await app.introspect(tokens.json.access_token)).json
      assert.equal((await effective()).scope, 'posts:read posts:write')
      assert.equal((await effective()).org, 'contoso')

      const elsewhere = createHttpClient({ foreign: ['https://'] })
      await signIn(elsewhere, 'member', `${http.server.issuer}/login`)
      assert.equal((await effective()).scope, 'posts:read')

      await signIn(createHttpClient({ foreign: ['https://'] }), undefined, `${http.server.issuer}/login`)
      assertInactive(await app.introspect(tokens.json.access_token))
      assertRefusal(await app.refresh(tokens.json.refresh_token), 400, 'invalid_grant')
      // Nor does it come back to life with the membership.
      await signIn(createHttpClient({ foreign: ['https://'] }), 'admin', `${http.server.issuer}/login`)
      assertInactive(await app.introspect(tokens.json.access_token))
    })
  },
  { config: handOffLogin(), state: world },
)
