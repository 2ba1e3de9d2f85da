import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createDemoFolder } from './demo-process.ts'

const folderFor = async (test: TestContext) => {
  const folder = await createDemoFolder()
  test.after(() => folder.remove())
  return folder
}

const statusOf = async (url: string | undefined): Promise<number> => {
  const response = await fetch(url ?? assert.fail('there is no URL'), { redirect: 'manual' })
  await response.body?.cancel()
  return response.status
}

test('a first start makes the demo, a second one keeps it, and each ends when it is told to', async (test) => {
  const folder = await folderFor(test)
  const first = await folder.start()
  assert.match(first.output(), /The demo world is made/)
  assert.match(first.output(), /ada@example\.com/)
  assert.equal(await statusOf(`${first.issuer}/.well-known/openid-configuration`), 200)
  assert.equal(await statusOf(first.appOrigin), 200)
  assert.equal(await statusOf(`${first.apiOrigin}/posts`), 401)
  assert.equal(await statusOf(`${first.apiOrigin}/posts?access_token=x`), 400)

  // The usual ports are taken now, which must not matter.
  const beside = await (await folderFor(test)).start()
  assert.notEqual(beside.appOrigin, first.appOrigin)
  assert.equal(await statusOf(beside.appOrigin), 200)
  assert.equal(await beside.stop('SIGINT'), 0)

  const stopping = performance.now()
  assert.equal(await first.stop('SIGTERM'), 0)
  assert.ok(performance.now() - stopping < 8000, 'it ended without being forced')
  await assert.rejects(fetch(`${first.issuer}/healthz`))
  await assert.rejects(fetch(`${first.apiOrigin}/posts`))

  const second = await folder.start()
  assert.match(second.output(), /The demo world is there/)
  assert.equal(await statusOf(second.appOrigin), 200)
  assert.equal(await second.stop(), 0)
})

test('it ends when npm is told to end, which npm passes on to a shell only', async (test) => {
  const server = await (await folderFor(test)).start({ asNpmDoes: true })
  assert.equal(await statusOf(`${server.issuer}/healthz`), 200)
  await server.stop('SIGTERM')
  await assert.rejects(fetch(`${server.issuer}/healthz`))
})

test('--no-demo starts the server alone, and later starts do not add a demo to its data', async (test) => {
  const folder = await folderFor(test)
  for (const words of [['--no-demo'], []]) {
    const server = await folder.start({ words })
    assert.equal(server.appOrigin, undefined)
    assert.doesNotMatch(server.output(), /@example\.com/)
    const page = await (await fetch(server.issuer)).text()
    assert.doesNotMatch(page, /ada@example\.com/)
    assert.equal(await server.stop(), 0)
  }
})

for (const [what, environment] of Object.entries({
  'an issuer that is not on loopback': { MANDATE_ISSUER: 'https://id.example.com' },
  'a server that listens beyond loopback': { HOST: '0.0.0.0' },
  'a database in memory': { MANDATE_DATABASE: 'sqlite::memory:' },
})) {
  test(`there is no demo for ${what}`, async (test) => {
    const folder = await folderFor(test)
    const server = await folder.start({ environment })
    assert.match(server.output(), /Without the demo/)
    assert.equal(server.appOrigin, undefined)
    assert.doesNotMatch(server.output(), /@example\.com/)
    assert.equal(await server.stop(), 0)
  })
}

test('what is wrong stops the start with one sentence that names it', async (test) => {
  const folder = await folderFor(test)
  await assert.rejects(folder.start({ words: ['--no-dmeo'] }), /status 2:\nerror: .*--no-dmeo/s)
  await assert.rejects(
    folder.start({ environment: { MANDATE_ISUER: 'x' } }),
    /status 1:\nerror: .*MANDATE_ISUER/s,
  )
  const running = await folder.start()
  const { port } = new URL(running.issuer)
  await assert.rejects(
    folder.start({ environment: { PORT: port } }),
    new RegExp(`status 1:\\n.*error: port ${port} is taken`, 's'),
  )
  await running.stop()
})
