import assert from 'node:assert/strict'
import { it } from 'node:test'
import { decodeJwt } from 'jose'
import { createPerson } from 'mandate-testkit'
import { assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const ask = (userinfo: object, idToken: object = {}) => JSON.stringify({ userinfo, id_token: idToken })
const phone = ask({ phone_number: null })

onEachDatabase(
  'the claims parameter (OpenID Connect Core 5.5)',
  (http) => {
    it('brings single claims where they are asked for, and no others', async () => {
      const app = http.app('acme-classic')
      const claims = ask({ phone_number: { essential: true } }, { given_name: null, locale: null })
      const tokens = await http.tokens(app, { claims })
      assertTokens(tokens)
      assert.equal(tokens.json.scope, 'openid')
      const idToken = decodeJwt(String(tokens.json.id_token))
      assert.deepEqual(
        [idToken.given_name, idToken.locale, idToken.phone_number],
        ['Ada', 'en-GB', undefined],
      )
      const { json } = await app.userinfo(tokens.json.access_token)
      assert.deepEqual(Object.keys(json), ['sub', 'phone_number'])
      const refreshed = await app.refresh(tokens.json.refresh_token)
      const again = (await app.userinfo(refreshed.json.access_token)).json
      assert.equal(again.phone_number, json.phone_number)
    })

    it('is told to the person as the scope that covers them, and asked again when it is new', async () => {
      const grace = createPerson('grace')
      const app = http.app('acme-sync')
      await grace.authorize(app.authorizationUrl())
      await grace.authorize(app.authorizationUrl())
      assert.deepEqual(grace.asked, [])

      const silent = await grace.visit(app.authorizationUrl({ claims: phone, prompt: 'none' }))
      assert.equal(silent.left?.fields.get('error'), 'consent_required')
      const page = await grace.browser.get(app.authorizationUrl({ claims: phone }))
      assert.match(page.text, /phone/i)
      await grace.authorize(app.authorizationUrl({ claims: phone }))
      assert.deepEqual(grace.asked, ['consent'])
      await grace.authorize(app.authorizationUrl({ claims: phone }))
      assert.deepEqual(grace.asked, [])
    })

    it('brings nothing that the app is not registered to ask for', async () => {
      const app = http.app('acme-narrow')
      const tokens = await http.tokens(app, { claims: ask({ phone_number: null, email: null, name: null }) })
      const { json } = await app.userinfo(tokens.json.access_token)
      assert.deepEqual(Object.keys(json), ['sub', 'name'])
    })

    it('brings nothing that the person declined', async () => {
      const app = http.app('acme-polite')
      const ada = createPerson('ada')
      const question = await ada.browser.get(app.authorizationUrl({ claims: phone }))
      await ada.answer(question)
      const fresh = app.authorizationUrl({ claims: phone, prompt: 'consent' })
      const page = await ada.browser.get(fresh)
      const left = await ada.browser.submit(page, { decision: 'allow', scope: [] })
      const tokens = await app.redeem(left.left?.fields.get('code') ?? '')
      const { json } = await app.userinfo(tokens.json.access_token)
      assert.deepEqual(Object.keys(json), ['sub'])
    })
  },
  {
    state: worldWith([
      { clientId: 'acme-narrow', scopes: ['openid', 'profile'] },
      { clientId: 'acme-polite', scopes: ['openid', 'phone'], optionalScopes: ['phone'] },
    ]),
  },
)
