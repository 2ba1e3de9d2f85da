/**
 * An app that keeps no secret runs in the hands of whoever uses it: they can redeem its codes themselves. As itself it acts
 * only for those who could let any app do so.
 */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { authorizationResponse, createPerson, type RelyingPartyOptions } from 'mandate-testkit'
import { assertTokens } from '../http/assert-answer.ts'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'

const world = worldWith(
  [
    {
      clientId: 'kiosk',
      type: 'public',
      clientSecret: undefined,
      tokenEndpointAuthMethod: 'none',
      scopes: ['openid', 'posts:write'],
      actorModes: ['self', 'app'],
    },
  ],
  {
    scopes: [
      { name: 'posts:write', description: 'Write posts', organization: true, roles: ['owner', 'admin'] },
      { name: 'posts:read', description: 'Read posts' },
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

const asPublic: Partial<RelyingPartyOptions> = { authentication: 'none' }

onEachDatabase(
  'the bot of a public app',
  (http) => {
    it('is there for admins, and not for a member who might do more by it than their role admits', async () => {
      const party = http.app('kiosk', asPublic)
      const request = { scope: 'posts:write', organization: 'contoso' }
      const asBot = party.authorizationUrl({ ...request, actor: 'app' })
      const installed = await party.redeem(await createPerson('ada').authorize(asBot))
      assertTokens(installed)
      assert.equal(installed.json.scope, 'posts:write')

      const alan = createPerson('alan')
      const refused = authorizationResponse(await alan.visit(asBot))
      assert.equal(refused.get('error'), 'access_denied')
      assert.equal(refused.get('code'), null)

      const again = await party.redeem(await createPerson('ada').authorize(asBot))
      assertTokens(again)
    })
  },
  { state: world },
)
