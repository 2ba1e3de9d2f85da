import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/protocol/identifiers.ts'
import { randomBase62 } from '../../src/protocol/random.ts'
import { newToken } from '../../src/protocol/tokens/format.ts'
import { loggedPath } from '../../src/server/http/logged-path.ts'

test('the log has ids, and nothing that names a sign-in', () => {
  const path = `/api/v1/installations/${newId('inst')}/actions`
  assert.equal(loggedPath(path), path)
  for (const secret of [newToken('mlc_'), randomBase62(43)]) {
    const logged = loggedPath(`/id/api/v1/login-challenges/${secret}/completion`)
    assert.equal(logged, '/id/api/v1/login-challenges/[redacted]/completion')
  }
})
