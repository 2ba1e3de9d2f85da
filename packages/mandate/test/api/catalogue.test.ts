import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fixture } from 'mandate-testkit'
import { onEachDatabase } from '../http/on-each-database.ts'
import { callApi } from './api-client.ts'
import { giveKey } from './keys.ts'

onEachDatabase('the catalogue by the management API', (http) => {
  let token: string
  before(async () => {
    token = await giveKey(http.server, { kind: 'operator' })
  })
  const call = (method: string, path: string, body?: unknown) =>
    callApi(http.server, method, path, { token, body })

  test('takes scopes whose implications lead somewhere, and keeps those that are in use', async () => {
    const made = await call('PUT', '/scopes/posts:manage', {
      description: 'Manage posts',
      implies: ['posts:write'],
      roles: ['admin', 'owner'],
    })
    assert.deepEqual([made.status, made.body.implies], [201, ['posts:write']])
    const circle = await call('PUT', '/scopes/posts:write', {
      description: 'Create and edit posts',
      implies: ['posts:manage'],
    })
    assert.deepEqual(
      (circle.body.errors as { pointer: string }[]).map(({ pointer }) => pointer),
      ['#/implies'],
    )
    const used = await call('DELETE', '/scopes/posts:write')
    assert.deepEqual([used.status, used.body.reason], [409, 'scope_in_use'])
    assert.equal((await call('DELETE', '/scopes/posts:manage')).status, 204)
  })

  test('registers a resource server, for which tokens are issued at once, and takes it away', async () => {
    const identifier = 'https://files.northwind.example/v2'
    const path = `/resources/${encodeURIComponent(identifier)}`
    const wrong = await call('PUT', path, { scopes: ['posts:red'] })
    assert.deepEqual(
      (wrong.body.errors as { pointer: string }[]).map(({ pointer }) => pointer),
      ['#/scopes/0'],
    )
    assert.equal((await call('PUT', '/resources/files', { scopes: [] })).status, 400)

    assert.equal((await call('PUT', path, { scopes: [], name: 'Files' })).status, 201)
    const changed = await call('PUT', path, { scopes: ['posts:read'], name: 'Files' })
    assert.deepEqual([changed.status, changed.body.identifier], [200, identifier])
    const ask = () =>
      http
        .app('acme-robot')
        .post('/oauth/token', { grant_type: 'client_credentials', scope: 'posts:read', resource: identifier })
    assert.equal((await ask()).status, 200)

    const log = await call('GET', `/audit-events?subjectId=${encodeURIComponent(identifier)}`)
    const [last] = log.body.data as { before: object; after: object }[]
    assert.deepEqual([last?.before, last?.after], [{ scopes: [] }, { scopes: ['posts:read'] }])
    assert.equal((await call('DELETE', path)).status, 204)
    assert.equal((await call('GET', path)).status, 404)
  })

  test('keeps a resource server whose tokens an app checks', async () => {
    const served = await call('DELETE', `/resources/${encodeURIComponent(fixture.api)}`)
    assert.deepEqual([served.status, served.body.reason], [409, 'served'])
  })
})
