import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson, exchange, postForm } from 'mandate-testkit'
import { onEachDatabase } from './on-each-database.ts'

const awkward = `"><script>alert('ü&amp;')</script>`

onEachDatabase('the authorization response', (http) => {
  it('by form_post stands in a page that is not stored, with every value escaped', async () => {
    const app = http.app('acme-sync')
    const ada = createPerson('ada')
    await ada.authorize(app.authorizationUrl())
    const url = app.authorizationUrl({ response_mode: 'form_post', state: awkward })
    const page = await ada.browser.get(url)
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('cache-control'), 'no-store')
    assert.doesNotMatch(page.body, /<script>alert/)
    const { left } = await ada.browser.submit(page)
    assert.equal(left?.method, 'POST')
    assert.equal(left?.url, app.redirectUri)
    assert.deepEqual([...(left?.fields.keys() ?? [])], ['code', 'state', 'iss'])
    assert.equal(left?.fields.get('state'), awkward)
  })

  it('by query and fragment is a 303 that nobody stores', async () => {
    const app = http.app('acme-sync')
    const ada = createPerson('ada')
    await ada.authorize(app.authorizationUrl())
    for (const responseMode of ['query', 'fragment']) {
      const url = app.authorizationUrl({ response_mode: responseMode, state: awkward })
      const { status, headers } = await ada.browser.get(url, { follow: false })
      assert.equal(status, 303)
      assert.equal(headers.get('cache-control'), 'no-store')
      const { search, hash } = new URL(headers.get('location') ?? '')
      const fields = new URLSearchParams(responseMode === 'query' ? search : hash.slice(1))
      assert.equal(fields.get('state'), awkward)
      assert.equal(fields.get('iss'), http.server.issuer)
      assert.equal(responseMode === 'query' ? hash : search, '')
    }
  })

  it('to a posted request begins with a 303 to the same request as a GET', async () => {
    const url = new URL(http.app('acme-sync').authorizationUrl({ state: awkward, resource: ['a', 'b'] }))
    const { status, headers } = await postForm(url.origin + url.pathname, url.searchParams.toString())
    assert.equal(status, 303)
    const location = new URL(headers.get('location') ?? '')
    assert.deepEqual([...location.searchParams], [...url.searchParams])
  })

  it('to a posted request that is no form is an error page', async () => {
    const answer = await exchange({
      method: 'POST',
      url: `${http.server.issuer}/oauth/authorize`,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    assert.equal(answer.status, 400)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/)
  })
})
