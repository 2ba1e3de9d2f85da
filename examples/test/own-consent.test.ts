/** The platform draws the question for consent, too. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  authorizationResponse,
  createPerson,
  createRelyingParty,
  fixture,
  type Person,
} from 'mandate-testkit'
import { ida, type OwnLoginWorld, startOwnLoginWorld } from './own-login-world.ts'

const [base] = fixture.world.apps

let world: OwnLoginWorld
before(async () => {
  world = await startOwnLoginWorld({
    ownConsent: true,
    apps: [
      {
        ...base,
        clientId: 'calendar',
        name: 'Calendar',
        scopes: ['openid', 'posts:read', 'posts:write'],
        optionalScopes: ['posts:write'],
        actorModes: ['self', 'app'],
      },
    ],
  })
})
after(() => world?.close())

const newPerson = (): Person => createPerson({ ...ida, foreign: ['https://'] })
const app = () => createRelyingParty({ issuer: world.server.issuer, clientId: 'calendar' })

test('the person allows on the page of the platform, and the app gets what they ticked', async () => {
  const party = app()
  const person = newPerson()
  const page = await person.browser.submit(
    await person.browser.get(party.authorizationUrl({ scope: 'openid posts:read posts:write' })),
    ida,
  )
  assert.equal(new URL(page.url).origin, world.platform)
  assert.match(page.text, /Calendar wants access.*by Acme GmbH.*Read posts.*Create and edit posts/s)
  assert.match(page.text, /sync\.acme\.example/)
  const left = await person.browser.submit(page, { decision: 'allow', organization: '' })
  const { json } = await party.redeem(authorizationResponse(left).get('code') ?? assert.fail(left.url))
  assert.equal(json.scope, 'openid posts:read')
})

test('it tells the app of a refusal', async () => {
  const person = newPerson()
  const page = await person.browser.submit(
    await person.browser.get(app().authorizationUrl({ prompt: 'consent' })),
    ida,
  )
  const left = await person.browser.submit(page, { decision: 'deny' })
  assert.equal(authorizationResponse(left).get('error'), 'access_denied')
})

test('it asks nobody but the person whose request it is', async () => {
  const person = newPerson()
  const page = await person.browser.submit(
    await person.browser.get(app().authorizationUrl({ prompt: 'consent' })),
    ida,
  )
  const stranger = newPerson()
  assert.equal((await stranger.browser.get(page.url)).status, 400)
  const unknown = await person.browser.get(`${world.platform}/consent?interaction=unknown`)
  assert.equal(unknown.status, 400)
})
