/**
 * Fifty at once: a code has one winner, a refresh token one lineage. On PostgreSQL two server processes share the
 * database, and the callers are spread over them.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fixture, startTestServer, type TestDatabase, type TestServer, testDatabases } from 'mandate-testkit'
import { allow, authorizeUrl, signedInBrowser, verifier } from '../protocol/authorization-requests.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'

const callers = 50

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

const basic = (clientId: string) => `Basic ${btoa(`${clientId}:${fixture.clientSecret}`)}`

const post = async (
  origin: string,
  path: string,
  clientId: string,
  fields: Record<string, string>,
): Promise<Answer> => {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { authorization: basic(clientId) },
    body: new URLSearchParams(fields),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

for (const kind of testDatabases()) {
  describe(`single use on ${kind.name}`, () => {
    let database: TestDatabase
    /** Makes codes: it knows the browser. */
    let server: TestServer
    let processes: ServerProcess[] = []
    let origins: string[]

    before(async () => {
      database = await kind.create()
      server = await startTestServer({ database })
      origins = [server.issuer]
      if (kind.name !== 'postgres' || database.url === undefined) return
      const environment = {
        MANDATE_DATABASE: database.url,
        MANDATE_ISSUER: server.issuer,
        MANDATE_SECRET: 'the secret of the servers that tests start',
      }
      processes = await Promise.all(
        [await freePort(), await freePort()].map((port) => startServerProcess(port, environment)),
      )
      origins = processes.map(({ origin }) => origin)
    })
    after(async () => {
      await Promise.all(processes.map((one) => one.stop()))
      await server.close()
      await database.dispose()
    })

    /** Codes and tokens of these processes live by the system's clock. */
    const useSystemClock = () =>
      server.clock.advance(Math.max(0, Math.ceil(Date.now() / 1000) - server.clock.now()))

    const newCode = async (clientId: string): Promise<string> => {
      const browser = await signedInBrowser(server)
      const page = await allow(
        browser,
        authorizeUrl(server.issuer, { client_id: clientId, scope: 'posts:read' }),
      )
      const code = page.left?.fields.get('code')
      assert.ok(code, page.body)
      return code
    }

    const redeem = (origin: string, clientId: string, code: string) =>
      post(origin, '/oauth/token', clientId, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: fixture.callback,
        code_verifier: verifier,
      })

    const refresh = (origin: string, clientId: string, token: string) =>
      post(origin, '/oauth/token', clientId, { grant_type: 'refresh_token', refresh_token: token })

    const isActive = async (clientId: string, token: unknown): Promise<boolean> => {
      const { body } = await post(origins[0] ?? '', '/oauth/introspect', clientId, { token: String(token) })
      return body.active === true
    }

    const atOnce = (call: (origin: string) => Promise<Answer>): Promise<Answer[]> =>
      Promise.all(Array.from({ length: callers }, (_, index) => call(origins[index % origins.length] ?? '')))

    it('50 redemptions of one code: one winner, and its lineage ends with the replay', async () => {
      useSystemClock()
      const code = await newCode('acme-sync')
      const answers = await atOnce((origin) => redeem(origin, 'acme-sync', code))
      const winners = answers.filter(({ status }) => status === 200)
      assert.equal(winners.length, 1)
      for (const { status, body } of answers) {
        if (status !== 200) assert.deepEqual([status, body.error], [400, 'invalid_grant'])
      }
      assert.equal(await isActive('acme-sync', winners[0]?.body.access_token), false)
      assert.equal(
        (await refresh(origins[0] ?? '', 'acme-sync', String(winners[0]?.body.refresh_token))).status,
        400,
      )
    })

    it('50 rotations of one refresh token: one successor, the same answer to all', async () => {
      useSystemClock()
      const first = await redeem(origins[0] ?? '', 'acme-sync', await newCode('acme-sync'))
      assert.equal(first.status, 200)
      const answers = await atOnce((origin) => refresh(origin, 'acme-sync', String(first.body.refresh_token)))
      const given = new Set<unknown>()
      for (const { status, body } of answers) {
        if (status === 200) given.add(JSON.stringify(body))
        else assert.deepEqual([status, body.error], [400, 'invalid_grant'])
      }
      assert.equal(given.size, 1)
      const successor = JSON.parse(String([...given][0])) as { access_token: string; refresh_token: string }
      assert.equal(await isActive('acme-sync', successor.access_token), true)
      assert.equal((await refresh(origins[0] ?? '', 'acme-sync', successor.refresh_token)).status, 200)
    })

    it('50 refreshes in place: one live access token', async () => {
      useSystemClock()
      const first = await redeem(origins[0] ?? '', 'acme-steady', await newCode('acme-steady'))
      assert.equal(first.status, 200)
      const answers = await atOnce((origin) =>
        refresh(origin, 'acme-steady', String(first.body.refresh_token)),
      )
      const tokens = new Set<string>()
      for (const { status, body } of answers) {
        if (status === 200) tokens.add(String(body.access_token))
        else assert.deepEqual([status, body.error], [400, 'invalid_grant'])
      }
      assert.ok(tokens.size >= 1)
      const live = []
      for (const token of [String(first.body.access_token), ...tokens]) {
        if (await isActive('acme-steady', token)) live.push(token)
      }
      assert.equal(live.length, 1)
    })
  })
}
