import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createGuard, type GuardOptions, type Verdict } from 'mandate-guard'
import { startHttpTestIssuer } from './support/http-test-issuer.ts'
import { ACTIVE, AUDIENCE, NOW, startScriptedIssuer } from './support/scripted-issuer.ts'

const start = async (test: TestContext, options: Partial<GuardOptions> = {}) => {
  const issuer = await startHttpTestIssuer(test)
  const guard = createGuard({ ...issuer.options, actAs: true, ...options })
  const verify = (token: string, userId?: string, scopes: string[] = []) => {
    const headers = { authorization: `Bearer ${token}`, ...(userId !== undefined && { actasuserid: userId }) }
    return guard.verify(headers, { scopes })
  }
  return { ...issuer, guard, verify }
}

const accepted = (verdict: Verdict) => {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.body)
  return verdict.token
}

const refused = (verdict: Verdict) => {
  assert.ok(!verdict.ok, 'the request was accepted')
  return verdict
}

const bot = { subject: 'bot-1', clientId: 'acme', actor: 'app', scopes: ['posts:read'] } as const

test('an app that may acts as the user, and the facts say both', async (test) => {
  const { verify, accessToken, allowActing, asks } = await start(test)
  const token = accessToken(bot)
  allowActing('acme', 'ada')
  const facts = accepted(await verify(token, 'ada', ['posts:read']))
  assert.equal(facts.subject, 'ada')
  assert.equal(facts.clientId, 'acme')
  assert.deepEqual(facts.act, { sub: 'bot-1', client_id: 'acme' })
  assert.equal(asks('/introspect')[0]?.form.get('act_as_user_id'), 'ada')
  assert.equal(refused(await verify(token, 'ada', ['posts:write'])).status, 403)
})

test('the answer to one who acts as a user is private', async (test) => {
  const { guard, accessToken, allowActing } = await start(test)
  allowActing('acme', 'ada')
  const verdict = await guard.verify({ authorization: `Bearer ${accessToken(bot)}`, actAsUserId: 'ada' })
  assert.ok(verdict.ok)
  assert.deepEqual(verdict.headers, { 'cache-control': 'private, no-store' })
})

test('an app that may not is refused with 403 and no challenge, and without the header it is itself', async (test) => {
  const { verify, accessToken } = await start(test)
  const token = accessToken(bot)
  const refusal = refused(await verify(token, 'ada'))
  assert.equal(refusal.status, 403)
  assert.equal(refusal.details.error, 'access_denied')
  assert.equal(refusal.headers['www-authenticate'], undefined)
  assert.doesNotMatch(refusal.body, /ada/)
  assert.equal(accepted(await verify(token)).subject, 'bot-1')
})

test('a JWT that is checked locally otherwise is asked about too', async (test) => {
  const { verify, jwtAccessToken, allowActing, asks } = await start(test)
  const token = await jwtAccessToken(bot)
  assert.equal(accepted(await verify(token)).subject, 'bot-1')
  assert.equal(asks('/introspect').length, 0)
  assert.equal(refused(await verify(token, 'ada')).status, 403)
  allowActing('acme', 'ada')
  assert.equal(accepted(await verify(token, 'ada')).subject, 'ada')
  assert.equal(asks('/introspect').length, 2)
})

test('a cache never holds whether an app may act, and never what it did as somebody', async (test) => {
  const { verify, accessToken, allowActing, asks } = await start(test, { cacheSeconds: 5 })
  const token = accessToken(bot)
  assert.equal(accepted(await verify(token)).subject, 'bot-1')
  assert.equal(refused(await verify(token, 'ada')).status, 403)
  allowActing('acme', 'ada')
  for (let index = 0; index < 3; index += 1) assert.equal(accepted(await verify(token, 'ada')).subject, 'ada')
  assert.equal(accepted(await verify(token)).subject, 'bot-1')
  assert.equal(asks('/introspect').length, 5)
})

test('a revoked token and a personal one act as nobody', async (test) => {
  const { verify, accessToken, personalToken, allowActing, revoke } = await start(test, {
    personalTokens: true,
  })
  allowActing('acme', 'ada')
  const token = accessToken(bot)
  revoke(token)
  assert.equal(refused(await verify(token, 'ada')).status, 401)
  assert.notEqual(refused(await verify(personalToken(), 'ada')).status, 200)
})

test('a header that is empty, repeated or no id is 400, and nobody is asked', async (test) => {
  const { guard, accessToken, asks } = await start(test)
  const authorization = `Bearer ${accessToken(bot)}`
  for (const actasuserid of ['', 'two words', 'ada, grace', ['ada', 'grace'], 'ü', 'x'.repeat(256)]) {
    assert.equal(refused(await guard.verify({ authorization, actasuserid })).status, 400)
  }
  const rawHeaders = ['authorization', authorization, 'actAsUserId', 'ada', 'actasuserid', 'grace']
  const request = { headers: { authorization, actasuserid: 'ada, grace' }, rawHeaders }
  assert.equal(refused(await guard.verify(request)).status, 400)
  assert.deepEqual(asks('/introspect'), [])
})

test('the header has another name where that was chosen, and none by default', async (test) => {
  const other = await start(test, { actAs: { header: 'X-On-Behalf-Of' } })
  other.allowActing('acme', 'ada')
  const headers = (token: string) => ({ authorization: `Bearer ${token}`, 'x-on-behalf-of': 'ada' })
  assert.equal(accepted(await other.guard.verify(headers(other.accessToken(bot)))).subject, 'ada')
  const without = await start(test, { actAs: undefined })
  without.allowActing('acme', 'ada')
  assert.equal(accepted(await without.verify(without.accessToken(bot), 'ada')).subject, 'bot-1')
})

for (const [what, answer] of Object.entries({
  'the bot as before': { ...ACTIVE, sub: 'bot-1' },
  'another user': { ...ACTIVE, sub: 'grace', act: { sub: 'bot-1' } },
  'the user without who acts': { ...ACTIVE, sub: 'ada' },
})) {
  test(`an issuer that does not know of acting lets nothing pass: ${what}`, async (test) => {
    const { issuer, answers } = await startScriptedIssuer(test)
    answers.set('/introspect', { body: answer })
    const errors: Error[] = []
    const guard = createGuard({
      issuer,
      audience: AUDIENCE,
      clientId: 'api',
      clientSecret: 'secret',
      actAs: true,
      clock: () => NOW,
      onError: (error) => errors.push(error),
    })
    const verdict = refused(await guard.verify({ authorization: 'Bearer mat_token', actasuserid: 'ada' }))
    assert.equal(verdict.status, 503)
    assert.match(errors[0]?.message ?? '', /act as the user/)
  })
}
