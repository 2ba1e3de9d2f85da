/** Modules of oidcc-basic-certification-test-plan about reuse, refresh tokens and request objects. */
import assert from 'node:assert/strict'
import { checkErrorResponse, ensureUnguessable } from './authorization-response-conditions.ts'
import type { Flow, ModuleRun } from './module-run.ts'
import { client, type StaticClient, secondClient } from './op-under-test.ts'
import { runModules, suiteModule } from './suite-module.ts'
import { checkIdToken, checkInvalidGrant, checkTokenResponse, compareIdTokens } from './token-conditions.ts'

const reuse = async (run: ModuleRun, { code }: Flow): Promise<void> =>
  checkInvalidGrant(await run.relyingParty(client).redeem(code, { code_verifier: undefined }))

/** RefreshTokenRequestSteps; the newest refresh token. The first client repeats the scope, the second does not. */
const refresh = async (run: ModuleRun, flow: Flow, of: StaticClient): Promise<string> => {
  const { op } = run
  const first = flow.tokens.json
  // EnsureServerConfigurationSupportsRefreshToken
  assert.ok((op.metadata.grant_types_supported as string[]).includes('refresh_token'))
  ensureUnguessable(String(first.refresh_token))
  op.server.clock.advance(1)
  const scope = of === client ? String(first.scope) : undefined
  const app = run.relyingParty(of)
  const answer = await app.refresh(first.refresh_token, { scope })
  checkTokenResponse(answer)
  ensureUnguessable(String(answer.json.access_token))
  assert.notEqual(answer.json.access_token, first.access_token)
  const idToken = await checkIdToken(answer.json.id_token, op, { clientId: of.clientId, nonce: null })
  compareIdTokens(flow.idToken, idToken)
  assert.equal((await app.userinfo(answer.json.access_token)).status, 200)
  const newest = String(answer.json.refresh_token)
  ensureUnguessable(newest)
  return newest
}

/** A request object without a signature, with what must stand beside it (OpenID Connect Core 6.1). */
const withRequestObject = (run: ModuleRun, outside: Record<string, string> = {}): URL => {
  const inside = Object.fromEntries(run.request().searchParams)
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const url = run.request({ state: undefined, nonce: undefined, ...outside })
  url.searchParams.set('request', `${encode({ alg: 'none' })}.${encode(inside)}.`)
  return url
}

runModules([
  suiteModule('oidcc-codereuse', async (run) => {
    await reuse(run, await run.flow())
  }),

  suiteModule('oidcc-codereuse-30seconds', async (run) => {
    const flow = await run.flow()
    run.op.server.clock.advance(30)
    await reuse(run, flow)
    const { status } = await run.relyingParty(client).userinfo(flow.tokens.json.access_token)
    run.warn('EnsureHttpStatusCodeIs4xx', () => assert.ok(status >= 400 && status < 500))
  }),

  suiteModule('oidcc-refresh-token', async (run) => {
    const request = { scope: 'openid offline_access', prompt: 'consent' }
    await refresh(run, await run.flow(request, client), client)
    const newest = await refresh(run, await run.flow(request, secondClient), secondClient)
    checkInvalidGrant(await run.relyingParty(client).refresh(newest, { scope: request.scope }))
  }),

  suiteModule('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', async (run) => {
    const url = withRequestObject(run)
    const error = checkErrorResponse(run.exchanged(url, await run.person.visit(url.href)))
    assert.equal(error, 'request_not_supported')
    assert.equal(run.op.metadata.request_parameter_supported, false)
  }),

  // For dynamic registration in the suite.
  suiteModule('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported', async (run) => {
    const url = run.request({ request_uri: 'https://www.certification.openid.net/test/a/mandate/request' })
    const error = checkErrorResponse(run.exchanged(url, await run.person.visit(url.href)))
    assert.equal(error, 'request_uri_not_supported')
    assert.equal(run.op.metadata.request_uri_parameter_supported, false)
  }),

  suiteModule('oidcc-ensure-request-object-with-redirect-uri', async (run) => {
    const url = withRequestObject(run, { redirect_uri: `${client.redirectUri}/bad` })
    const page = await run.person.visit(url.href)
    assert.equal(page.left, undefined)
    assert.match(page.text, /redirect_uri is not one of those registered/)
  }),
])
