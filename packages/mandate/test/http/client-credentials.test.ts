import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fixture, type Parameters } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const odd = ['reports:read', 'repo/*', 'a.b-c_d', '100%', 'https://scopes.example/read']

onEachDatabase(
  'the client credentials grant',
  (http) => {
    const ask = (more: Parameters = {}, clientId = 'acme-robot') =>
      http.app(clientId).post('/oauth/token', { grant_type: 'client_credentials', ...more })
    const said = async (token: unknown) => (await http.app('northwind-gateway').introspect(token)).json

    it('gives the default scopes to a request without scope', async () => {
      const answer = await ask()
      assertTokens(answer)
      assert.equal(answer.json.scope, 'posts:read')
      const { scope, aud, sub } = await said(answer.json.access_token)
      assert.deepEqual([scope, aud], ['posts:read', fixture.api])
      assert.match(String(sub), /^bot_/)
    })

    it('gives what is asked, in its order, once each', async () => {
      const answer = await ask({ scope: ' posts:write  posts:read posts:write ' })
      assertTokens(answer)
      assert.equal(answer.json.scope, 'posts:write posts:read')
    })

    it('never gives a refresh token or an ID token', async () => {
      const answer = await ask({ scope: 'posts:read' })
      assert.equal(answer.json.refresh_token, undefined)
      assert.equal(answer.json.id_token, undefined)
    })

    it('refuses scopes that speak of a person, and those that the app does not have', async () => {
      for (const scope of ['openid', 'offline_access', 'profile posts:read', 'reports:read', 'unknown']) {
        assertRefusal(await ask({ scope }), 400, 'invalid_scope')
      }
      assertRefusal(await ask({ scope: 'openid' }, 'acme-both'), 400, 'invalid_scope')
    })

    it('leaves out what speaks of a person where nothing is asked', async () => {
      const answer = await ask({}, 'acme-both')
      assertTokens(answer)
      assert.equal(answer.json.scope, 'posts:read')
    })

    it('aims the token at the resource that is named, with the scopes that belong to it', async () => {
      const answer = await ask({ scope: 'posts:read invoices:read', resource: fixture.api })
      assertTokens(answer)
      assert.equal(answer.json.scope, 'posts:read')
      assertRefusal(await ask({ scope: 'posts:read invoices:read' }), 400, 'invalid_scope')
    })

    it('gives a JWT where the resource has JWTs', async () => {
      const answer = await ask({ scope: 'invoices:read' })
      assertTokens(answer)
      assert.equal(String(answer.json.access_token).split('.').length, 3)
      assert.equal(answer.json.expires_in, 300)
      assert.match(String((await said(answer.json.access_token)).sub), /^bot_/)
    })

    it('keeps the names of scopes as they are', async () => {
      const answer = await ask({ scope: odd.join(' ') }, 'acme-odd')
      assertTokens(answer)
      assert.equal(answer.json.scope, odd.join(' '))
      assert.equal((await said(answer.json.access_token)).scope, odd.join(' '))
    })

    it('is refused to an app that is not registered for it, and to public ones', async () => {
      assertRefusal(await ask({}, 'acme-sync'), 400, 'unauthorized_client')
      const app = http.app('acme-spa', { authentication: 'none' })
      const answer = await app.post('/oauth/token', { grant_type: 'client_credentials' })
      assertRefusal(answer, 400, 'unauthorized_client')
    })
  },
  {
    state: worldWith(
      [
        {
          clientId: 'acme-both',
          grantTypes: ['client_credentials'],
          scopes: ['openid', 'email', 'posts:read'],
        },
        { clientId: 'acme-odd', grantTypes: ['client_credentials'], scopes: odd },
      ],
      {
        scopes: [...fixture.world.scopes, ...odd.map((name) => ({ name, description: 'An odd name' }))],
      },
    ),
  },
)
