/** Whoever gets a copy of the database can use nothing of it: no secret, code, token, session, key or password. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { fixture, startTestServer, type TestDatabase, type TestServer, testDatabases } from 'mandate-testkit'
import {
  allow,
  authorizeUrl,
  newBrowser,
  signedInBrowser,
  verifier,
} from '../protocol/authorization-requests.ts'
import { keysOf } from '../support/keys.ts'

/** Every row of every table as text. */
const dump = async ({ database }: TestServer): Promise<string> => {
  const tables = await database.kysely.introspection.getTables()
  assert.ok(tables.length > 15)
  const rows = await Promise.all(
    tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(database.kysely)),
  )
  return JSON.stringify(rows.map((result) => result.rows))
}

for (const kind of testDatabases()) {
  describe(`a dump of ${kind.name}`, () => {
    let database: TestDatabase
    let server: TestServer
    const secrets = new Map<string, string>()

    const token = async (fields: Record<string, string>): Promise<Record<string, string>> => {
      const response = await fetch(`${server.issuer}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`acme-sync:${fixture.clientSecret}`)}` },
        body: new URLSearchParams(fields),
      })
      assert.equal(response.status, 200)
      return (await response.json()) as Record<string, string>
    }

    const keep = (name: string, value: string | undefined | null): string => {
      assert.ok(value && value.length >= 20, `${name}: ${value}`)
      secrets.set(name, value)
      return value
    }

    before(async () => {
      database = await kind.create()
      server = await startTestServer({ database })
      keep('client secret', fixture.clientSecret)
      for (const [name, password] of Object.entries(fixture.passwords)) keep(`password of ${name}`, password)

      const browser = await signedInBrowser(server)
      const waiting = await browser.get(authorizeUrl(server.issuer, { prompt: 'consent' }))
      keep('interaction', new URL(waiting.url).searchParams.get('interaction'))
      for (const cookie of await browser.cookies(server.issuer)) keep(`cookie ${cookie.key}`, cookie.value)
      const page = await allow(browser, authorizeUrl(server.issuer))
      const code = keep('code', page.left?.fields.get('code'))
      const redirect_uri = fixture.callback
      const first = await token({
        grant_type: 'authorization_code',
        code,
        redirect_uri,
        code_verifier: verifier,
      })
      keep('access token', first.access_token)
      keep('ID token', first.id_token)
      const refresh_token = keep('refresh token', first.refresh_token)
      const second = await token({ grant_type: 'refresh_token', refresh_token })
      keep('second access token', second.access_token)
      keep('second refresh token', second.refresh_token)
      keep('unused code', (await browser.get(authorizeUrl(server.issuer))).left?.fields.get('code'))

      const keys = keysOf(server)
      keep('personal token', (await keys.personal('ada', ['posts:read'])).text)
      keep('organization key', (await keys.organization('contoso', ['posts:read'])).text)
      keep('operator key', (await keys.operator()).text)

      const forgetful = newBrowser()
      const forgot = await forgetful.get(`${server.issuer}/forgot-password`)
      await forgetful.submit(forgot, { email: 'grace@example.com' })
      for (let tries = 0; server.mails().length === 0 && tries < 100; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      keep('reset token', /token=([\w-]+)/.exec(server.mails()[0]?.text ?? '')?.[1])
    })
    after(async () => {
      await server.close()
      await database.dispose()
    })

    it('holds none of the secrets that were handed out', async () => {
      const text = await dump(server)
      assert.match(text, /ada@example\.com/)
      for (const [name, secret] of secrets) assert.equal(text.includes(secret), false, name)
      assert.ok(secrets.size >= 17, [...secrets.keys()].join(', '))
    })

    it('holds no private key', async () => {
      const text = await dump(server)
      assert.doesNotMatch(text, /PRIVATE KEY|"d":/)
      const { keys } = (await (await fetch(`${server.issuer}/oauth/jwks`)).json()) as { keys: object[] }
      assert.ok(keys.length >= 3)
      for (const key of keys) assert.equal('d' in key || 'p' in key, false)
    })

    if (kind.name === 'sqlite') {
      it('nor do the bytes of its files', () => {
        const path = database.url?.replace('sqlite:', '') ?? ''
        const bytes = Buffer.concat([readFileSync(path), readFileSync(`${path}-wal`)])
        assert.ok(bytes.includes('ada@example.com'))
        for (const [name, secret] of secrets) assert.equal(bytes.includes(secret), false, name)
      })
    }
  })
}
