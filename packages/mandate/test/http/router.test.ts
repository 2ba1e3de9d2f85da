import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRouter } from '../../src/server/http/router.ts'

const handle = () => ({ status: 200, headers: {}, body: '' })

describe('the router', () => {
  const router = createRouter()
  router.add('GET', '/apps/new', handle)
  router.add('GET', '/apps/:app/secrets/:secret', handle)
  router.add('POST', '/apps/:app/secrets/:secret', handle)

  it('finds a path by its letters, and tells its pattern and parameters', () => {
    assert.equal(router.match('/apps/new')?.route.pattern, '/apps/new')
    const match = router.match('/apps/app_1/secrets/a%20b%2Fc')
    assert.equal(match?.route.pattern, '/apps/:app/secrets/:secret')
    assert.deepEqual(match?.pathParameters, { app: 'app_1', secret: 'a b/c' })
    assert.deepEqual([...(match?.route.methods.keys() ?? [])], ['GET', 'POST'])
  })

  it('finds nothing else', () => {
    for (const path of ['/apps', '/apps/new/', '/apps/x/secrets/', '/APPS/new', '/apps/x/secrets/y/z']) {
      assert.equal(router.match(path), undefined, path)
    }
  })

  it('finds nothing for a percent-encoding that is broken, or a NUL character', () => {
    for (const path of [
      '/apps/%/secrets/x',
      '/apps/x/secrets/%zz',
      '/apps/%ff/secrets/%',
      '/apps/%00/secrets/x',
    ]) {
      assert.equal(router.match(path), undefined, path)
    }
  })

  it('refuses that two claim one method of a path', () => {
    assert.throws(() => router.add('GET', '/apps/new', handle), /claimed twice/)
  })
})
