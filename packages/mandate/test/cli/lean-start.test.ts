import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { createPlace, type Place } from './mandate.ts'

let place: Place
before(async () => {
  place = await createPlace()
})
after(() => place.dispose())

/** Prints the packages of which something was loaded, when the process ends. */
const listPackages = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  const names = new Set()
  registerHooks({
    load(url, context, next) {
      const name = /.*[/]node_modules[/]((?:@[^/]+[/])?[^/]+)[/]/.exec(url)?.[1]
      if (name) names.add(name)
      return next(url, context)
    },
  })
  process.on('exit', () => console.error('packages: ' + [...names].join(' ')))
`)}`

/** What only some deployments, some requests or other commands need: each says when it is loaded. */
const later = ['zod-openapi', 'prom-client', 'nodemailer', 'pg', 'rate-limiter-flexible', '@clack/prompts']

test('a start loads no library that is needed only later', async () => {
  const child = place.start(['serve', '--json', '--port', '0', '--issuer', 'http://localhost:4000'], {
    environment: { LOG_LEVEL: 'silent' },
    node: ['--import', listPackages],
  })
  let said = ''
  child.stderr?.on('data', (text) => {
    said += text
  })
  assert.ok(child.stdout)
  await once(createInterface({ input: child.stdout }), 'line')
  child.kill('SIGTERM')
  await once(child, 'close')
  const loaded = /^packages: (.*)$/m.exec(said)?.[1]?.split(' ') ?? []
  assert.ok(loaded.includes('kysely'), said)
  assert.deepEqual(
    later.filter((name) => loaded.includes(name)),
    [],
  )
})
