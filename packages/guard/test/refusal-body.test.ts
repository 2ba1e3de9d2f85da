import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGuard, type RefusalDetails, type Verdict } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'

const featureosEnvelope = ({ status, description, missingScopes }: RefusalDetails) => ({
  success: false,
  status,
  message:
    missingScopes.length > 0 ? `Missing required OAuth scope: ${missingScopes.join(' ')}` : description,
})

const refused = (verdict: Verdict) => {
  assert.ok(!verdict.ok)
  return verdict
}

test('a refusal has the envelope that the platform asks for, and the challenge as ever', async () => {
  const { options, accessToken } = createTestIssuer()
  const guard = createGuard({ ...options, refusalBody: featureosEnvelope })
  const headers = { authorization: `Bearer ${accessToken({ scopes: ['posts:read'] })}` }
  const verdict = refused(await guard.verify(headers, { scopes: ['posts:read', 'posts:write'] }))
  assert.equal(verdict.status, 403)
  assert.equal(
    verdict.body,
    '{"success":false,"status":403,"message":"Missing required OAuth scope: posts:write"}',
  )
  assert.match(
    verdict.headers['www-authenticate'] ?? '',
    /error="insufficient_scope".*scope="posts:read posts:write"/,
  )
  assert.equal(verdict.headers['content-type'], 'application/json')
})

test('the envelope is told of every kind of refusal', async () => {
  const seen: RefusalDetails[] = []
  const { options, accessToken, setDown, revoke } = createTestIssuer()
  const guard = createGuard({
    ...options,
    actAs: true,
    refusalBody: (refusal) => {
      seen.push(refusal)
      return null
    },
  })
  const token = accessToken()
  const authorization = `Bearer ${token}`
  assert.equal(refused(await guard.verify({}, { scopes: ['a'] })).body, 'null')
  await guard.verify({ authorization: 'Bearer' })
  await guard.verify({ authorization }, { scopes: ['a', 'b'] })
  await guard.verify({ authorization, actasuserid: 'ada' })
  revoke(token)
  await guard.verify({ authorization }, { scopes: ['a'] })
  setDown(true)
  await guard.verify({ authorization })
  assert.deepEqual(
    seen.map(({ status, error, scopes, missingScopes }) => ({ status, error, scopes, missingScopes })),
    [
      { status: 401, error: undefined, scopes: ['a'], missingScopes: [] },
      { status: 400, error: 'invalid_request', scopes: [], missingScopes: [] },
      { status: 403, error: 'insufficient_scope', scopes: ['a', 'b'], missingScopes: ['a', 'b'] },
      { status: 403, error: 'access_denied', scopes: [], missingScopes: [] },
      { status: 401, error: 'invalid_token', scopes: ['a'], missingScopes: [] },
      { status: 503, error: 'temporarily_unavailable', scopes: [], missingScopes: [] },
    ],
  )
})
