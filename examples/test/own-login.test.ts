/** The platform keeps its own login: an app of somebody else's signs a person in through it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { authorizationResponse, createPerson, createRelyingParty, type Person } from 'mandate-testkit'
import { ida, type OwnLoginWorld, startOwnLoginWorld } from './own-login-world.ts'

let world: OwnLoginWorld
before(async () => {
  world = await startOwnLoginWorld()
})
after(() => world?.close())

const newPerson = (who = ida): Person => createPerson({ ...who, foreign: ['https://'] })
const app = () => createRelyingParty({ issuer: world.server.issuer, clientId: 'acme-sync' })

const teamsOf = async (email: string): Promise<string[]> => {
  const rows = await world.server.database.kysely
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
    .where('users.email', '=', email)
    .select(['slug', 'role'])
    .execute()
  return rows.map(({ slug, role }) => `${role} of ${slug}`).toSorted()
}

test('an app signs a person in, whose password only the platform sees', async () => {
  const party = app()
  const person = newPerson()
  const code = await person.authorize(party.authorizationUrl({ scope: 'openid profile email' }))
  assert.deepEqual(person.asked, ['login', 'consent'])
  const { json } = await party.redeem(code)
  const { json: claims } = await party.userinfo(json.access_token)
  assert.equal(claims.name, 'Ida Rhodes')
  assert.equal(claims.email, ida.email)
  assert.deepEqual(await teamsOf(ida.email), ['admin of standards'])
})

test('who is signed in to the platform is not asked again, until an app wants it fresh', async () => {
  const person = newPerson()
  await person.browser.submit(await person.browser.get(`${world.platform}/login`), ida)
  await person.authorize(app().authorizationUrl({ prompt: 'consent' }))
  assert.deepEqual(person.asked, ['consent'])
  world.server.clock.advance(60)
  await person.authorize(app().authorizationUrl({ prompt: 'login' }))
  assert.deepEqual(person.asked, ['login'])
  world.server.clock.advance(60)
  await person.authorize(app().authorizationUrl({ max_age: '30' }))
  assert.deepEqual(person.asked, ['login'])
})

test('teams follow the platform at each sign-in', async () => {
  world.accounts.setTeams(ida.email, [{ id: 'team-2', name: 'Calendars', role: 'member' }])
  await newPerson().visit(`${world.server.issuer}/login`)
  assert.deepEqual(await teamsOf(ida.email), ['member of calendars'])
  world.accounts.setTeams(ida.email, [])
  await newPerson().visit(`${world.server.issuer}/login`)
  assert.deepEqual(await teamsOf(ida.email), [])
})

test('a wrong password stays at the platform; cancelling is told to the app', async () => {
  const person = newPerson()
  const login = await person.browser.get(app().authorizationUrl())
  assert.equal(new URL(login.url).origin, world.platform)
  assert.match(login.text, /to continue to Acme Sync/)
  const again = await person.browser.submit(login, { email: ida.email, password: 'wrong' })
  assert.equal(again.status, 422)
  const left = await person.browser.submit(again, { cancel: 'yes' })
  assert.equal(authorizationResponse(left).get('error'), 'access_denied')
})

test('who wants to be somebody else is asked, though signed in', async () => {
  const person = newPerson()
  await person.browser.submit(await person.browser.get(`${world.platform}/login`), ida)
  const consent = await person.browser.get(app().authorizationUrl({ prompt: 'consent' }))
  const link = consent.links.find(({ href }) => href.includes('account=another'))
  const login = await person.browser.get(link?.href ?? assert.fail('no link'))
  assert.equal(new URL(login.url).origin, world.platform)
  assert.ok(login.form().controls.some(({ name }) => name === 'password'))
})

test('why somebody cannot be signed in is told to them', async () => {
  const { kysely } = world.server.database
  await kysely.updateTable('users').set({ disabled_at: 1 }).where('email', '=', ida.email).execute()
  const page = await newPerson().visit(app().authorizationUrl())
  await kysely.updateTable('users').set({ disabled_at: null }).where('email', '=', ida.email).execute()
  assert.equal(page.status, 409)
  assert.match(page.text, /account of this person is disabled/)
})

test('the link of an attacker who began it leads nowhere, and the platform’s session is not spent on it', async () => {
  const attacker = newPerson()
  const link = (await attacker.browser.get(app().authorizationUrl())).url
  const victim = newPerson()
  await victim.browser.submit(await victim.browser.get(`${world.platform}/login`), ida)
  const page = await victim.browser.get(link)
  assert.equal(new URL(page.url).origin, world.server.issuer)
  assert.equal(page.status, 400)
  assert.match(page.text, /expired/)
  const account = await attacker.browser.get(`${world.server.issuer}/account`)
  assert.equal(new URL(account.url).origin, world.platform)
  assert.equal((await attacker.browser.get(link)).status, 400)
})
