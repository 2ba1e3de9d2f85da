import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fixture, startTestServer, type TestDatabase, type TestServer, testDatabases } from 'mandate-testkit'
import { allow, authorizeUrl, outcomeOf, signedInBrowser } from './authorization-requests.ts'

for (const kind of testDatabases()) {
  describe(`a remembered consent on ${kind.name}`, () => {
    let database: TestDatabase
    let server: TestServer
    before(async () => {
      database = await kind.create()
      server = await startTestServer({ database })
    })
    after(async () => {
      await server.close()
      await database.dispose()
    })

    const url = (request: Parameters<typeof authorizeUrl>[1]) => authorizeUrl(server.issuer, request)

    it('does not count where another program could pose as a public client (RFC 8252 8.6)', async () => {
      const browser = await signedInBrowser(server)
      for (const redirect_uri of ['com.example.harbor:/callback', 'http://127.0.0.1:9321/callback']) {
        const request = url({ client_id: 'harbor-cli', redirect_uri })
        assert.equal(outcomeOf(await allow(browser, request)), 'code')
        assert.equal(outcomeOf(await browser.get(request)), 'consent', redirect_uri)
      }
      const spa = url({ client_id: 'acme-spa', redirect_uri: 'https://board.acme.example/callback' })
      assert.equal(outcomeOf(await allow(browser, spa)), 'code')
      assert.equal(outcomeOf(await browser.get(spa)), 'code')
    })

    it('does not count once the app has another owner', async () => {
      const browser = await signedInBrowser(server)
      const request = url({ client_id: 'acme-post' })
      assert.equal(outcomeOf(await allow(browser, request)), 'code')
      assert.equal(outcomeOf(await browser.get(request)), 'code')
      const { kysely } = server.database
      const contoso = await kysely
        .selectFrom('organizations')
        .select('id')
        .where('slug', '=', 'contoso')
        .executeTakeFirstOrThrow()
      await kysely
        .updateTable('apps')
        .set({ owner_organization_id: contoso.id })
        .where('name', '=', 'Acme Post')
        .execute()
      assert.equal(outcomeOf(await browser.get(request)), 'consent')
    })

    it('does not count after it was removed, and neither do codes that it bought', async () => {
      const browser = await signedInBrowser(server, 'grace')
      const bought = await allow(browser, url({ client_id: 'acme-sync' }))
      const account = await browser.get(`${server.issuer}/account`)
      const remove = account.forms.find(({ action }) => action.includes('/apps/'))
      assert.ok(remove, account.forms.map(({ action }) => action).join(' '))
      // The page has a form for each app; this one is sent by its button.
      await browser.submit({ ...account, form: () => remove })
      const response = await fetch(`${server.issuer}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`acme-sync:${fixture.clientSecret}`)}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: bought.left?.fields.get('code') ?? '',
          redirect_uri: fixture.callback,
          code_verifier: 'a-code-verifier-of-the-tests-that-is-long-enough-for-rfc-7636',
        }),
      })
      assert.equal(response.status, 400)
      assert.equal(outcomeOf(await browser.get(url({ client_id: 'acme-sync' }))), 'consent')
    })

    it('asks anew when the app came to require more between decision and return', async () => {
      const browser = await signedInBrowser(server, 'alan')
      const request = url({ client_id: 'acme-choosy', scope: undefined })
      const choosy = fixture.world.apps.find(({ clientId }) => clientId === 'acme-choosy')
      assert.ok(choosy)
      const narrow = { ...choosy, defaultScopes: ['openid'] }
      await server.apply({ apps: [narrow] })
      const consent = await browser.get(request)
      const decided = await browser.submit(consent, { decision: 'allow' }, { follow: false })
      await server.apply({ apps: [{ ...narrow, defaultScopes: ['openid', 'posts:read'] }] })
      const back = await browser.get(new URL(decided.headers.get('location') ?? '', server.issuer).href)
      assert.equal(outcomeOf(back), 'consent')
      assert.match(back.body, /Read posts/)
    })
  })
}
