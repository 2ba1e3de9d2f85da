/** Mandate inside the platform's own server, below a path of it. */
import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { createMandate, type Mandate } from 'mandate'
import {
  createPerson,
  createRelyingParty,
  fixture,
  openTestDatabase,
  type TestDatabase,
  testDatabases,
} from 'mandate-testkit'
import { statePorts } from '../../packages/mandate/src/cli/state-ports.ts'
import { applyState } from '../../packages/mandate/src/platform/state/apply-state.ts'
import { parseState } from '../../packages/mandate/src/platform/state/check-state.ts'
import { loadConfig } from '../../packages/mandate/src/server/config.ts'
import { migrate } from '../../packages/mandate/src/store/migrate.ts'
import { mountOnExpress } from '../mounted/express.ts'
import { mountOnFastify } from '../mounted/fastify.ts'
import { mountOnHono } from '../mounted/hono.ts'

const frameworks: Record<string, (mandate: Mandate) => RequestListener | Promise<RequestListener>> = {
  express: mountOnExpress,
  fastify: async (mandate) => {
    const app = mountOnFastify(mandate)
    await app.ready()
    return (request, response) => app.routing(request, response)
  },
  hono: (mandate) => getRequestListener(mountOnHono(mandate).fetch),
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createSocketServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

for (const [name, mount] of Object.entries(frameworks)) {
  for (const prefix of ['/id', '']) {
    describe(`mounted in ${name}${prefix ? `, below ${prefix}` : ', at the root'}`, () => {
      let database: TestDatabase
      let mandate: Mandate
      let origin: string
      let issuer: string
      const server = createServer()

      before(async () => {
        const sqlite = testDatabases('sqlite')[0] ?? assert.fail('no database')
        database = await sqlite.create()
        const port = await freePort()
        origin = `http://localhost:${port}`
        issuer = origin + prefix
        const content = {
          issuer,
          database: database.url ?? assert.fail('no file'),
          secret: 'the secret of a server that is mounted in another',
          logLevel: 'silent',
        } as const
        const config = await loadConfig({ content, environment: {} })
        const opened = await openTestDatabase(database)
        await migrate(opened)
        await applyState(parseState(fixture.world), statePorts({ config, database: opened }), {})
        await opened.close()
        mandate = await createMandate({ config: content, load: { environment: {} } })
        server.on('request', await mount(mandate))
        await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
      })
      after(async () => {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
        await mandate.close()
        await database.dispose()
      })

      test('is discovered where the RFCs say', async () => {
        for (const path of [
          `${prefix}/.well-known/openid-configuration`,
          `/.well-known/oauth-authorization-server${prefix}`,
        ]) {
          const response = await fetch(origin + path)
          assert.equal(response.status, 200, path)
          const metadata = (await response.json()) as Record<string, unknown>
          assert.equal(metadata.issuer, issuer)
          assert.equal(metadata.authorization_endpoint, `${issuer}/oauth/authorize`)
        }
      })

      test('signs a person in, and issues a token', async () => {
        const app = createRelyingParty({ issuer, clientId: 'acme-sync' })
        const person = createPerson('ada')
        const code = await person.authorize(app.authorizationUrl({ scope: 'openid email' }))
        assert.deepEqual(person.asked, ['login', 'consent'])
        const { status, json } = await app.redeem(code)
        assert.equal(status, 200)
        const userinfo = await app.userinfo(json.access_token)
        assert.equal(userinfo.json.email, 'ada@example.com')
        const page = await person.browser.get(`${issuer}/account`)
        assert.match(page.text, /127\.0\.0\.1|::1/)
      })

      if (prefix) {
        test('leaves the rest to the server that it is in', async () => {
          assert.equal(await (await fetch(`${origin}/`)).text(), 'Northwind')
          for (const path of ['/identity', '/oauth/token', '/.well-known/openid-configuration'])
            assert.equal((await fetch(origin + path)).status, 404, path)
          assert.equal((await fetch(`${issuer}/nothing`)).status, 404)
        })
      }
    })
  }
}
