/** Modules of oidcc-basic-certification-test-plan about what the person is asked, and how. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { checkErrorResponse } from './authorization-response-conditions.ts'
import type { ModuleRun } from './module-run.ts'
import { runModules, suiteModule } from './suite-module.ts'

/** AbstractOIDCCSameAuthTwiceServerTest: the second time nothing is asked, and it is the same sign-in. */
const sameTwice = async (
  run: ModuleRun,
  second: (first: { readonly idToken: string }) => Record<string, string>,
  first: Record<string, string> = {},
): Promise<void> => {
  const before = await run.flow(first)
  run.op.server.clock.advance(2)
  const after = await run.flow(second({ idToken: String(before.tokens.json.id_token) }))
  assert.deepEqual(run.person.asked, [])
  assert.notEqual(after.idToken.auth_time, undefined)
  assert.equal(after.idToken.auth_time, before.idToken.auth_time)
  assert.equal(after.idToken.sub, before.idToken.sub)
}

/** The second time the person has to sign in again (ExpectSecondLoginPage), and the ID token says so. */
const signsInAgain = async (run: ModuleRun, request: Record<string, string>): Promise<JWTPayload> => {
  const before = await run.flow()
  run.op.server.clock.advance(2)
  const after = await run.flow(request)
  assert.ok(run.person.asked.includes('login'))
  assert.ok(Number(after.idToken.auth_time) > Number(before.idToken.auth_time))
  assert.equal(after.idToken.sub, before.idToken.sub)
  return after.idToken
}

runModules([
  suiteModule('oidcc-display-page', async (run) => {
    await run.flow({ display: 'page' })
  }),

  suiteModule('oidcc-display-popup', async (run) => {
    await run.flow({ display: 'popup' })
  }),

  suiteModule('oidcc-prompt-login', async (run) => {
    await signsInAgain(run, { prompt: 'login' })
  }),

  suiteModule('oidcc-prompt-none-not-logged-in', async (run) => {
    const state = randomBytes(96).toString('base64url')
    assert.equal(state.length, 128)
    const url = run.request({ prompt: 'none', state })
    const error = checkErrorResponse(run.exchanged(url, await run.person.visit(url.href)))
    // CheckErrorFromAuthorizationEndpointIsOneThatRequiredAUserInterface
    assert.match(error, /^(interaction|login|account_selection|consent)_required$/)
    assert.deepEqual(run.person.asked, [])
  }),

  suiteModule('oidcc-prompt-none-logged-in', (run) => sameTwice(run, () => ({ prompt: 'none' }))),

  suiteModule('oidcc-max-age-1', async (run) => {
    const { auth_time: authTime } = await signsInAgain(run, { max_age: '1' })
    // CheckIdTokenAuthTimeClaimPresentDueToMaxAge, CheckIdTokenAuthTimeIsRecentIfPresent
    assert.equal(authTime, run.op.server.clock.now())
  }),

  suiteModule('oidcc-max-age-10000', (run) =>
    sameTwice(run, () => ({ max_age: '10000' }), { max_age: '15000' }),
  ),

  suiteModule('oidcc-id-token-hint', (run) =>
    sameTwice(run, ({ idToken }) => ({ prompt: 'none', id_token_hint: idToken })),
  ),

  suiteModule('oidcc-login-hint', async (run) => {
    await run.flow({ login_hint: 'buffy@localhost' })
  }),

  suiteModule('oidcc-ui-locales', async (run) => {
    await run.flow({ ui_locales: 'se' })
  }),
])
