import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createGuard, type GuardOptions } from 'mandate-guard'
import { createTestIssuer, type TestToken } from 'mandate-guard/testing'

const start = (test: TestContext, options: Partial<GuardOptions> = {}) => {
  test.mock.timers.enable({ apis: ['setTimeout'] })
  const issuer = createTestIssuer({ issuer: 'https://id.test/tenant' })
  const errors: Error[] = []
  const posts: string[] = []
  /** What the issuer answers to the next reports instead. */
  const answers: (() => Response | Promise<Response>)[] = []
  const guard = createGuard({
    ...issuer.options,
    reportScopeUses: { everySeconds: 30 },
    onError: (error) => errors.push(error),
    fetch: async (url, init) => {
      if (!url.endsWith('/scope-uses')) return issuer.fetch(url, init)
      posts.push(url)
      return answers.shift()?.() ?? issuer.fetch(url, init)
    },
    ...options,
  })
  const call = async (scopes: string[], token: TestToken = {}) => {
    const authorization = `Bearer ${issuer.accessToken({ scopes: ['a', 'b'], installationId: 'inst_1', ...token })}`
    return (await guard.verify({ authorization }, { scopes })).ok
  }
  /** Lets the time pass, and what it sets off come to its end. */
  const pass = async (seconds: number) => {
    issuer.clock.advance(seconds)
    test.mock.timers.tick(seconds * 1000)
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
  }
  return { ...issuer, guard, errors, posts, answers, call, pass }
}

test('what installations use is reported in one batch, with its time', async (test) => {
  const { call, pass, scopeUses, posts } = start(test)
  await call(['a'])
  await pass(2)
  await call(['a', 'b', 'a'])
  await call(['b'], { installationId: 'inst_2' })
  assert.deepEqual(posts, [])
  await pass(28)
  assert.deepEqual(posts, ['https://id.test/tenant/api/v1/scope-uses'])
  const at = '2027-01-15T08:00:02.000Z'
  assert.deepEqual(scopeUses, [
    { installationId: 'inst_1', scope: 'a', count: 2, lastUsedAt: at },
    { installationId: 'inst_1', scope: 'b', count: 1, lastUsedAt: at },
    { installationId: 'inst_2', scope: 'b', count: 1, lastUsedAt: at },
  ])
  await pass(300)
  assert.equal(posts.length, 1)
  await call(['a'])
  await pass(30)
  assert.equal(posts.length, 2)
})

test('only what was let through counts, and only within an installation', async (test) => {
  const { call, pass, posts } = start(test)
  assert.equal(await call(['a', 'c']), false)
  assert.equal(await call(['a'], { expiresInSeconds: -1 }), false)
  assert.equal(await call(['a'], { claims: { installation_id: undefined } }), true)
  assert.equal(await call([]), true)
  await pass(60)
  assert.deepEqual(posts, [])
})

test('nothing is reported unless that was asked for', async (test) => {
  const { guard, call, pass, posts } = start(test, { reportScopeUses: undefined })
  await call(['a'])
  await pass(3600)
  await guard.close()
  assert.deepEqual(posts, [])
})

test('close reports the rest, and nothing after it', async (test) => {
  const { guard, call, pass, scopeUses, posts } = start(test)
  await call(['a'])
  await guard.close()
  assert.equal(scopeUses.length, 1)
  assert.equal(await call(['a']), true)
  await pass(60)
  await guard.close()
  assert.equal(posts.length, 1)
})

test('a report that failed is sent again with what came since, and no request fails', async (test) => {
  const { call, pass, scopeUses, setDown, errors } = start(test)
  await call(['a'])
  setDown(true)
  await pass(30)
  assert.equal(scopeUses.length, 0)
  assert.match(errors[0]?.message ?? '', /scope-uses answered 500/)
  assert.doesNotMatch(String(errors[0]?.stack), /the-secret/)
  setDown(false)
  assert.equal(await call(['a']), true)
  await pass(30)
  assert.deepEqual(
    scopeUses.map(({ scope, count }) => [scope, count]),
    [['a', 2]],
  )
})

test('a report that the issuer will never take is dropped', async (test) => {
  const { call, pass, errors, posts, answers } = start(test)
  answers.push(() => Response.json({}, { status: 403 }))
  await call(['a'])
  await pass(30)
  assert.equal(errors.length, 1)
  await pass(300)
  assert.equal(posts.length, 1)
})

test('no request waits for a report, and close waits for the one on its way', async (test) => {
  const { guard, call, pass, answers, scopeUses, posts } = start(test)
  let release = (_: Response) => {}
  answers.push(() => new Promise((resolve) => (release = resolve)))
  await call(['a'])
  await pass(30)
  assert.equal(posts.length, 1)
  assert.equal(await call(['a']), true)
  await pass(60)
  assert.equal(posts.length, 1)
  let isClosed = false
  const closed = guard.close().then(() => {
    isClosed = true
  })
  await pass(1)
  assert.equal(isClosed, false)
  release(Response.json({}))
  await closed
  assert.equal(posts.length, 2)
  assert.equal(scopeUses[0]?.count, 1)
})

test('an issuer that cannot be reached and a listener that throws do no harm', async (test) => {
  const { guard, call, pass, answers, posts } = start(test, {
    onError: () => {
      throw new Error('the listener failed')
    },
  })
  answers.push(() => Promise.reject(new Error('no route')))
  await call(['a'])
  await pass(30)
  assert.equal(await call(['a']), true)
  await guard.close()
  assert.equal(posts.length, 2)
})

test('the memory that reports take is bounded, and reports are cut into batches', async (test) => {
  const { guard, call, scopeUses, posts } = start(test)
  for (let index = 0; index < 10_005; index += 1) await call(['a'], { installationId: `inst_${index}` })
  await call(['a'], { installationId: 'inst_0' })
  await guard.close()
  assert.equal(scopeUses.length, 10_000)
  assert.equal(scopeUses[0]?.count, 2)
  assert.equal(posts.length, 20)
})

for (const everySeconds of [0, 0.5, 3601, Number.NaN]) {
  test(`reports are not sent every ${everySeconds} seconds`, () => {
    const { options } = createTestIssuer()
    assert.throws(() => createGuard({ ...options, reportScopeUses: { everySeconds } }), /everySeconds/)
  })
}
