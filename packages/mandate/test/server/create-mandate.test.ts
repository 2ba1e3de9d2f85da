import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createMandate, grantType, type Mandate, OAuthError } from 'mandate'

describe('createMandate', () => {
  let directory: string
  let mandate: Mandate
  const issuer = 'https://id.northwind.example/auth'

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mandate-'))
    mandate = await createMandate({
      config: { issuer, database: 'sqlite::memory:', logLevel: 'silent' },
      load: { environment: {}, directory },
      grantTypes: () => [
        grantType({
          name: 'urn:example:riddle',
          async authorize() {
            throw new OAuthError('invalid_grant', 'The riddle is not solved.')
          },
        }),
      ],
    })
  })
  after(async () => {
    await mandate.close()
    await rm(directory, { recursive: true })
  })

  it('answers at both well-known paths of an issuer with a path', async () => {
    const { pathname } = new URL(issuer)
    for (const path of [
      `${pathname}/.well-known/openid-configuration`,
      `${pathname}/.well-known/oauth-authorization-server`,
      `/.well-known/openid-configuration${pathname}`,
      `/.well-known/oauth-authorization-server${pathname}`,
    ]) {
      const response = await mandate.fetch(new Request(`http://another.name${path}`))
      assert.equal(response.status, 200, path)
      const metadata = (await response.json()) as Record<string, unknown>
      assert.equal(metadata.issuer, issuer)
      assert.equal(metadata.token_endpoint, `${issuer}/oauth/token`)
    }
  })

  it('takes grant types of others, and tells of them', async () => {
    const response = await mandate.fetch(new Request(`${issuer}/.well-known/openid-configuration`))
    const { grant_types_supported } = (await response.json()) as { grant_types_supported: string[] }
    assert.ok(grant_types_supported.includes('urn:example:riddle'))
  })

  it('refuses two grant types of one name', async () => {
    const twice = createMandate({
      config: { issuer, database: 'sqlite::memory:', logLevel: 'silent' },
      load: { environment: {}, directory },
      grantTypes: () => [
        grantType({ name: 'refresh_token', authorize: () => Promise.reject(new Error('never')) }),
      ],
    })
    await assert.rejects(twice, /grant type refresh_token is registered twice/)
  })

  it('reads a form, sets cookies, answers HEAD without a body', async () => {
    const token = await mandate.fetch(
      new Request(`${issuer}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'x' }),
      }),
    )
    assert.equal(token.status, 401)
    assert.equal(((await token.json()) as { error: string }).error, 'invalid_client')
    const login = await mandate.fetch(new Request(`${issuer}/login`))
    assert.match(login.headers.get('set-cookie') ?? '', /^__Host-/)
    const head = await mandate.fetch(new Request(`${issuer}/oauth/jwks`, { method: 'HEAD' }))
    assert.equal(head.status, 200)
    assert.equal(await head.text(), '')
  })
})
