import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixture } from 'mandate-testkit'
import { onEachDatabase } from '../http/on-each-database.ts'
import { callApi } from './api-client.ts'
import { giveKey } from './keys.ts'
import { createThings } from './permissions/things.ts'

onEachDatabase('the reports of resource servers', (http) => {
  test('show which scopes an installation does not use', async () => {
    const { server } = http
    const token = await giveKey(server, { kind: 'operator' })
    const installationId = await createThings(server).installation()
    const path = `/installations/${installationId}`
    assert.deepEqual((await callApi(server, 'GET', path, { token })).body.unusedScopes, ['posts:read'])

    const report = (clientId: string, secret: string, scope = 'posts:read') => {
      const lastUsedAt = new Date(server.clock.now() * 1000).toISOString()
      return callApi(server, 'POST', '/scope-uses', {
        headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
        body: { uses: [{ installationId, scope, count: 3, lastUsedAt }] },
      })
    }
    const { clientSecret } = fixture
    assert.deepEqual((await report('northwind-api', clientSecret)).body, { accepted: 1, ignored: 0 })
    assert.deepEqual((await report('northwind-api', clientSecret)).body, { accepted: 1, ignored: 0 })
    // It serves no invoices.
    assert.deepEqual((await report('northwind-api', clientSecret, 'invoices:read')).body, {
      accepted: 0,
      ignored: 1,
    })
    const wrong = await report('northwind-api', `${clientSecret}x`)
    assert.deepEqual([wrong.status, wrong.headers.get('www-authenticate')], [401, 'Basic realm="api"'])
    assert.equal((await report('acme-sync', clientSecret)).status, 403)

    const uses = await callApi(server, 'GET', `${path}/scope-uses`, { token })
    const [use] = uses.body.data as { scope: string; uses: number }[]
    assert.deepEqual([use?.scope, use?.uses], ['posts:read', 6])
    assert.deepEqual((await callApi(server, 'GET', path, { token })).body.unusedScopes, [])
  })
})
