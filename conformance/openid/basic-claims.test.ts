/** Modules of oidcc-basic-certification-test-plan about userinfo, scopes and claims. */
import assert from 'node:assert/strict'
import type { JWTPayload } from 'jose'
import { asJson, exchange, type JsonResponse, postForm } from 'mandate-testkit'
import type { Flow, ModuleRun } from './module-run.ts'
import { client } from './op-under-test.ts'
import {
  ensureBirthdateValid,
  ensureUpdatedAtValid,
  validateStandardClaims,
  verifyScopesReturned,
} from './standard-claims.ts'
import { runModules, suiteModule } from './suite-module.ts'

/** EnsureHttpStatusCodeIs200, EnsureContentTypeJson and the checks of every userinfo response. */
const checkUserinfo = (run: ModuleRun, { idToken, request }: Flow, userinfo: JsonResponse): void => {
  const { status, headers, json } = userinfo
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^application\/json/)
  validateStandardClaims(json)
  assert.ok(json.sub)
  assert.equal(json.sub, idToken.sub)
  ensureBirthdateValid(json)
  ensureUpdatedAtValid(json, run.op.server.clock.now())
  // EnsureMemberValuesInClaimNameReferenceToMemberNamesInClaimSources
  assert.equal(json._claim_names, undefined)
  run.warn('VerifyScopesReturnedInUserInfoClaims', () =>
    verifyScopesReturned(json, request.get('scope') ?? ''),
  )
}

const ensureNo = (run: ModuleRun, condition: string, claims: JWTPayload, name: string): void =>
  run.warn(condition, () => assert.equal(claims[name], undefined))

/** AbstractOIDCCReturnedClaimsServerTest: what was asked for is in userinfo. */
const returnedClaims = async (run: ModuleRun, request: Record<string, string>) => {
  const scope = request.scope ?? 'openid'
  for (const one of scope.split(' ')) assert.ok((run.op.metadata.scopes_supported as string[]).includes(one))
  const flow = await run.flow(request)
  const userinfo = await run.relyingParty(client).userinfo(flow.tokens.json.access_token)
  checkUserinfo(run, flow, userinfo)
  return { idToken: flow.idToken, userinfo: userinfo.json }
}

const emailScope = async (run: ModuleRun, scope: string): Promise<void> => {
  const { idToken, userinfo } = await returnedClaims(run, { scope })
  ensureNo(run, 'EnsureIdTokenDoesNotContainName', idToken, 'name')
  ensureNo(run, 'EnsureIdTokenDoesNotContainEmailForScopeEmail', idToken, 'email')
  ensureNo(run, 'EnsureUserInfoDoesNotContainName', userinfo, 'name')
}

runModules([
  suiteModule('oidcc-userinfo-get', async (run) => {
    const flow = await run.flow()
    checkUserinfo(run, flow, await run.relyingParty(client).userinfo(flow.tokens.json.access_token))
  }),

  suiteModule('oidcc-userinfo-post-header', async (run) => {
    const flow = await run.flow()
    const answer = await exchange({
      method: 'POST',
      url: String(run.op.metadata.userinfo_endpoint),
      headers: { authorization: `Bearer ${flow.tokens.json.access_token}` },
    })
    checkUserinfo(run, flow, asJson(answer))
  }),

  suiteModule('oidcc-userinfo-post-body', async (run) => {
    const flow = await run.flow()
    const form = { access_token: String(flow.tokens.json.access_token) }
    checkUserinfo(run, flow, await postForm(String(run.op.metadata.userinfo_endpoint), form))
  }),

  suiteModule('oidcc-scope-profile', async (run) => {
    await returnedClaims(run, { scope: 'openid profile' })
  }),

  suiteModule('oidcc-scope-email', (run) => emailScope(run, 'openid email')),

  suiteModule('oidcc-scope-address', async (run) => {
    await returnedClaims(run, { scope: 'openid address' })
  }),

  suiteModule('oidcc-scope-phone', async (run) => {
    await returnedClaims(run, { scope: 'openid phone' })
  }),

  suiteModule('oidcc-scope-all', async (run) => {
    await returnedClaims(run, { scope: 'openid email phone address profile' })
  }),

  suiteModule('oidcc-ensure-other-scope-order-succeeds', (run) => emailScope(run, 'email openid')),

  suiteModule('oidcc-claims-essential', async (run) => {
    const claims = JSON.stringify({ userinfo: { name: { essential: true } } })
    const { idToken, userinfo } = await returnedClaims(run, { claims })
    run.warn('EnsureUserInfoContainsName', () => assert.ok(userinfo.name))
    ensureNo(run, 'EnsureIdTokenDoesNotContainName', idToken, 'name')
  }),

  suiteModule('oidcc-claims-locales', async (run) => {
    await run.flow({ claims_locales: 'se' })
  }),

  suiteModule('oidcc-ensure-request-with-acr-values-succeeds', async (run) => {
    const requested = run.op.metadata.acr_values_supported as string[]
    const { idToken } = await run.flow({ acr_values: requested.join(' ') })
    run.warn('ValidateIdTokenACRClaimAgainstAcrValuesRequest', () =>
      assert.ok(requested.includes(String(idToken.acr))),
    )
  }),
])
