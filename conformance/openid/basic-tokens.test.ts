/** Modules of oidcc-basic-certification-test-plan about the flow itself and the ID token. */
import assert from 'node:assert/strict'
import { decodeProtectedHeader, type JWTPayload } from 'jose'
import { checkErrorResponse, ensureUnguessable } from './authorization-response-conditions.ts'
import type { ModuleRun } from './module-run.ts'
import { client, postClient, type StaticClient } from './op-under-test.ts'
import { runModules, suiteModule } from './suite-module.ts'
import { checkAtHash } from './token-conditions.ts'

const ensureNoName = (run: ModuleRun, idToken: JWTPayload): void =>
  run.warn('EnsureIdTokenDoesNotContainName', () => assert.equal(idToken.name, undefined))

const serverTest = async (run: ModuleRun, of: StaticClient): Promise<void> => {
  // EnsureServerConfigurationSupportsClientSecretBasic, …Post
  const methods = run.op.metadata.token_endpoint_auth_methods_supported as string[]
  assert.ok(methods.includes(`client_secret_${of.authentication}`))
  const { code, tokens, idToken } = await run.flow({}, of)
  ensureUnguessable(code)
  checkAtHash(idToken, tokens.json.access_token)
  assert.equal(idToken.c_hash, undefined)
  ensureNoName(run, idToken)
}

runModules([
  suiteModule('oidcc-server', (run) => serverTest(run, client)),

  suiteModule('oidcc-server-client-secret-post', (run) => serverTest(run, postClient)),

  suiteModule('oidcc-response-type-missing', async (run) => {
    const url = run.request({ response_type: undefined })
    const error = checkErrorResponse(run.exchanged(url, await run.person.visit(url.href)))
    assert.match(error, /^(invalid_request|unsupported_response_type)$/)
  }),

  // This and the next are for dynamic registration in the suite; an app that is registered without an algorithm is the same.
  suiteModule('oidcc-idtoken-signature', async (run) => {
    const { alg, kid } = decodeProtectedHeader(String((await run.flow()).tokens.json.id_token))
    assert.equal(alg, 'RS256')
    assert.ok(kid)
  }),

  suiteModule('oidcc-idtoken-unsigned', async (run) => {
    // The suite skips the module where the metadata does not offer it.
    const offered = run.op.metadata.id_token_signing_alg_values_supported as string[]
    assert.ok(!offered.includes('none'))
  }),

  suiteModule('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async (run) => {
    const { idToken } = await run.flow({ nonce: undefined })
    assert.equal(idToken.nonce, undefined)
  }),

  suiteModule('oidcc-ensure-request-with-valid-pkce-succeeds', async (run) => {
    const app = run.relyingParty(client)
    const url = run.request()
    const { searchParams: withPkce } = new URL(app.authorizationUrl())
    for (const name of ['code_challenge', 'code_challenge_method']) {
      url.searchParams.set(name, withPkce.get(name) ?? '')
    }
    const exchanged = run.exchanged(url, await run.person.visit(url.href))
    await run.redeem(exchanged, { code_verifier: app.verifier })
  }),

  suiteModule('oidcc-ensure-post-request-succeeds', async (run) => {
    const url = run.request()
    const page = await run.person.browser.post(
      String(run.op.metadata.authorization_endpoint),
      Object.fromEntries(url.searchParams),
      { from: 'https://www.certification.openid.net' },
    )
    await run.redeem(run.exchanged(url, await run.person.answer(page)))
  }),

  suiteModule('oidcc-ensure-registered-redirect-uri', async (run) => {
    const page = await run.person.visit(run.request({ redirect_uri: `${client.redirectUri}/bad` }).href)
    assert.equal(page.left, undefined)
    assert.equal(page.status, 400)
    // ExpectRedirectUriErrorPage: what the screenshot shows.
    assert.match(page.text, /redirect_uri is not one of those registered/)
  }),

  suiteModule('oidcc-ensure-request-with-unknown-parameter-succeeds', async (run) => {
    await run.flow({ extra: 'foobar' })
  }),
])
