/** An app that none of a person's organizations lets in is told so; the browser is not sent in circles. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { authorizationResponse, createPerson } from 'mandate-testkit'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const world = worldWith(
  [
    {
      clientId: 'unwanted',
      owner: 'acme',
      scopes: ['posts:read', 'insights:read'],
      actorModes: ['self', 'app'],
    },
  ],
  {
    scopes: [
      { name: 'posts:read', description: 'Read posts' },
      { name: 'posts:write', description: 'Write posts' },
      { name: 'invoices:read', description: 'See invoices' },
      { name: 'insights:read', description: 'See insights', organization: true },
    ],
    organizations: [
      {
        slug: 'acme',
        name: 'Acme GmbH',
        members: [{ email: 'grace@example.com', role: 'owner' }],
      },
      {
        slug: 'contoso',
        name: 'Contoso',
        members: [
          { email: 'ada@example.com', role: 'admin' },
          { email: 'alan@example.com', role: 'member' },
        ],
        policy: { blockedApps: ['unwanted'] },
      },
    ],
  },
)

onEachDatabase(
  'an app that is blocked wherever the person is',
  (http) => {
    for (const person of ['ada', 'alan'] as const)
      for (const request of [
        { scope: 'insights:read' },
        { scope: 'posts:read', actor: 'app' },
        { scope: 'insights:read', organization: 'contoso' },
      ])
        it(`is told so, when ${person} comes with ${Object.values(request)}`, async () => {
          const party = http.app('unwanted')
          const page = await createPerson(person).visit(party.authorizationUrl(request))
          const answer = authorizationResponse(page)
          assert.equal(answer.get('error'), 'access_denied')
          assert.equal(answer.get('error_description'), 'The organization does not allow this app.')
        })

    it('can be allowed by the person alone what needs no organization', async () => {
      const party = http.app('unwanted')
      const code = await createPerson('ada').authorize(party.authorizationUrl({ scope: 'posts:read' }))
      assert.equal((await party.redeem(code)).json.scope, 'posts:read')
    })
  },
  { state: world },
)
