import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { basicAuthorization, createPerson, fixture, postForm } from 'mandate-testkit'
import type { AttemptRecord } from '../../src/platform/attempts/attempt-record.ts'
import { createAppStore } from '../../src/store/apps.ts'
import { createAttemptStore } from '../../src/store/attempts.ts'
import { onEachDatabase } from './on-each-database.ts'

onEachDatabase('the attempts of an app', (http) => {
  const findApp = async (clientId: string) => {
    const [app] = await createAppStore(http.server.database).findApps([clientId])
    assert.ok(app)
    return app
  }

  /** Those that were written meanwhile, newest first, once there are so many. */
  const attemptsOf = async (clientId: string, expected: number): Promise<readonly AttemptRecord[]> => {
    const { id: appId } = await findApp(clientId)
    for (let tries = 0; tries < 100; tries++) {
      const found = await createAttemptStore(http.server.database).listAttempts({ appId, limit: 100 })
      if (found.length >= expected) return found
      await pause(50)
    }
    throw new Error(`no ${expected} attempts of ${clientId} were written`)
  }

  const short = ({ endpoint, outcome, error, reason, step }: AttemptRecord) =>
    [endpoint, outcome, step, error, reason].filter(Boolean).join(' ')

  it('are kept with how far they came and why they failed', async () => {
    const app = http.app('acme-sync')
    const code = await http.code(app)
    assert.equal((await app.redeem(code, { code_verifier: 'x'.repeat(43) })).status, 400)
    assert.equal((await app.redeem(code)).status, 200)
    const wrong = http.app('acme-sync', { secret: 'no secret of this app' })
    assert.equal((await wrong.refresh('mrt_none')).status, 401)
    assert.equal((await app.refresh('mrt_none')).status, 400)
    const elsewhere = { redirect_uri: 'https://sync.acme.example/other' }
    const page = await createPerson('ada').visit(app.authorizationUrl(elsewhere))
    assert.equal(page.status, 400)
    const denying = createPerson({
      email: 'grace@example.com',
      password: fixture.passwords.grace,
      decision: 'deny',
    })
    await assert.rejects(denying.authorize(app.authorizationUrl()), /access_denied/)

    const attempts = await attemptsOf('acme-sync', 7)
    assert.deepEqual(attempts.map(short).toReversed(), [
      'authorize succeeded done',
      'token failed grant invalid_grant pkce_mismatch',
      'token succeeded done',
      'token failed client-authentication invalid_client client_auth_failed',
      'token failed grant invalid_grant refresh_unknown',
      'authorize failed redirect-uri invalid_request redirect_uri_mismatch',
      'authorize failed consent access_denied user_denied',
    ])
    const [denied, mismatch, , , redeemed, unproven, issued] = attempts
    assert.equal(mismatch?.details.detail, elsewhere.redirect_uri)
    assert.equal(redeemed?.details.grantType, 'authorization_code')
    assert.match(issued?.requestId ?? '', /^req_/)
    assert.equal(issued?.at, http.server.clock.now())
    // Two people, told apart, and not told of.
    assert.match(issued?.userHash ?? '', /^[\w-]{22}$/)
    assert.notEqual(denied?.userHash, issued?.userHash)
    assert.equal(mismatch?.userHash, undefined)
    // Whose the code was is known although it was refused.
    assert.deepEqual([unproven?.userHash, redeemed?.userHash], [issued?.userHash, issued?.userHash])
  })

  it('name the program that sent them, and never what would let anybody in', async () => {
    const headers = {
      authorization: basicAuthorization('acme-robot', fixture.clientSecret),
      'user-agent': 'robot/1.0',
    }
    const form = { grant_type: 'client_credentials' }
    const answer = await postForm(`${http.server.issuer}/oauth/token`, form, headers)
    assert.equal(answer.status, 200)
    const [attempt] = await attemptsOf('acme-robot', 1)
    assert.equal(attempt?.userAgent, 'robot/1.0')
    const rows = JSON.stringify(
      await http.server.database.kysely.selectFrom('attempts').selectAll().execute(),
    )
    for (const secret of [fixture.clientSecret, String(answer.json.access_token)])
      assert.ok(!rows.includes(secret))
  })

  it('name the organization in which they were', async () => {
    const { kysely } = http.server.database
    const { id: appId } = await findApp('acme-robot')
    const { id } = await kysely
      .selectFrom('organizations')
      .where('slug', '=', 'contoso')
      .select('id')
      .executeTakeFirstOrThrow()
    const at = http.server.clock.now()
    await kysely
      .insertInto('installations')
      .values({
        id: 'inst_robot',
        app_id: appId,
        organization_id: id,
        granted_scope: 'posts:read',
        actor_modes: '["app"]',
        created_at: at,
        updated_at: at,
        activated_at: at,
      })
      .execute()
    const robot = http.app('acme-robot')
    const before = (await attemptsOf('acme-robot', 1)).length
    const form = { grant_type: 'client_credentials', organization: 'contoso' }
    assert.equal((await robot.post('/oauth/token', form)).status, 200)
    assert.equal((await robot.post('/oauth/token', { ...form, organization: 'acme' })).status, 400)
    const [elsewhere, there] = await attemptsOf('acme-robot', before + 2)
    assert.equal(there?.organizationId, id)
    assert.equal(elsewhere?.reason, 'not_installed')
    assert.equal(elsewhere?.organizationId, undefined)
  })

  it('of nobody that is known are kept nowhere', async () => {
    const before = await http.server.database.kysely.selectFrom('attempts').selectAll().execute()
    await http.app('acme-nobody').refresh('mrt_none')
    await http.app('acme-once').introspect('mat_none')
    await http.app('acme-once').refresh('mrt_none')
    await attemptsOf('acme-once', 1)
    const after = await http.server.database.kysely.selectFrom('attempts').selectAll().execute()
    assert.equal(after.length, before.length + 1)
  })

  it('come with what tells when a secret was last used, to the minute', async () => {
    const lastUse = async () => (await findApp('acme-post')).client.secrets[0]?.lastUsedAt
    const app = http.app('acme-post', { authentication: 'post' })
    const { clock } = http.server
    assert.equal(await lastUse(), undefined)
    const first = clock.now()
    await app.refresh('mrt_none')
    await attemptsOf('acme-post', 1)
    for (let tries = 0; (await lastUse()) === undefined && tries < 40; tries++) await pause(50)
    assert.equal(await lastUse(), first)
    clock.advance(59)
    await app.refresh('mrt_none')
    await attemptsOf('acme-post', 2)
    assert.equal(await lastUse(), first)
    clock.advance(1)
    await app.refresh('mrt_none')
    await attemptsOf('acme-post', 3)
    for (let tries = 0; (await lastUse()) === first && tries < 40; tries++) await pause(50)
    assert.equal(await lastUse(), first + 60)
  })

  it('are filtered, and come in pages', async () => {
    const { id: appId } = await findApp('acme-sync')
    const list = createAttemptStore(http.server.database).listAttempts
    const failed = await list({ appId, outcome: 'failed', endpoint: 'token', limit: 100 })
    assert.deepEqual(failed.map(({ reason }) => reason).toSorted(), [
      'client_auth_failed',
      'pkce_mismatch',
      'refresh_unknown',
    ])
    assert.equal((await list({ appId, reason: 'pkce_mismatch', limit: 100 })).length, 1)
    assert.equal((await list({ appId, requestId: failed[0]?.requestId, limit: 100 })).length, 1)
    assert.equal((await list({ appId, organizationId: 'org_none', limit: 100 })).length, 0)
    assert.equal((await list({ appId, since: failed[0]?.at, limit: 100 })).length, 7)
    assert.equal((await list({ appId, until: failed[0]?.at, limit: 100 })).length, 0)
    const first = await list({ appId, limit: 3 })
    const rest = await list({ appId, limit: 100, after: first.at(-1)?.id })
    assert.deepEqual(
      [...first, ...rest].map(({ id }) => id),
      (await list({ appId, limit: 100 })).map(({ id }) => id),
    )
  })
})
