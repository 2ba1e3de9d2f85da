import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import type { StoredAuthorizationCode } from '../../src/protocol/grant-types/authorization-code.ts'
import { createAuthorizationCodeStore } from '../../src/store/authorization-codes.ts'
import { query } from '../../src/store/database.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'

const code = (hash: string): StoredAuthorizationCode => ({
  hash,
  clientId: 'cli_none',
  userId: 'usr_none',
  botId: undefined,
  authorityId: undefined,
  sessionId: undefined,
  familyId: `fam_${hash}`,
  redirectUri: undefined,
  scopes: ['openid'],
  resources: [],
  codeChallenge: undefined,
  authentication: { authTime: 1, amr: ['pwd'] },
  createdAt: 1000,
  expiresAt: 1060,
})

for (const kind of testDatabases()) {
  describe(`authorization codes on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())

    const store = () => createAuthorizationCodeStore(opened.database, () => [])

    it('are not issued on a consent that was revoked in the meantime', async () => {
      assert.equal(
        await store().issueAuthorizationCode(code('a'), undefined, 'remembered'),
        'consent_revoked',
      )
      assert.equal(await store().findAuthorizationCode('a'), undefined)
    })

    it('are not issued for an interaction that was used up', async () => {
      const used = await store().issueAuthorizationCode(code('b'), 'no such interaction', 'not_needed')
      assert.equal(used, 'interaction_used')
      assert.equal(await store().findAuthorizationCode('b'), undefined)
    })

    it('come back as they were stored', async () => {
      assert.equal(await store().issueAuthorizationCode(code('c'), undefined, 'not_needed'), 'issued')
      assert.deepEqual(await store().findAuthorizationCode('c'), { ...code('c'), consumedAt: undefined })
    })
  })

  describe(`writes on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())

    const addScope = (name: string) =>
      query(opened.database.kysely.insertInto('scopes').values({ name, description: name, details: '{}' }))
    const scopeNames = async () =>
      (await opened.database.kysely.selectFrom('scopes').select('name').orderBy('name').execute()).map(
        ({ name }) => name,
      )

    it('are undone as a whole when a guard is not met', async () => {
      const { kysely } = opened.database
      const guard = query(
        kysely.updateTable('scopes').set({ description: 'x' }).where('name', '=', 'absent'),
        1,
      )
      const outcome = await opened.database.write([addScope('one'), guard, addScope('two')])
      assert.deepEqual(outcome, { committed: false, failedAt: 1, conflict: false })
      assert.deepEqual(await scopeNames(), [])
    })

    it('tell a broken unique index from other failures, and leave their neighbours in the group alone', async () => {
      const outcomes = await Promise.allSettled([
        opened.database.write([addScope('three')]),
        opened.database.write([addScope('four'), addScope('three')]),
        opened.database.write([addScope('three')]),
        opened.database.write([query({ compile: () => broken })]),
        opened.database.write([addScope('five'), addScope('six')]),
      ])
      const committed = outcomes.map((one) => (one.status === 'fulfilled' ? one.value.committed : one.status))
      assert.equal(committed[4], true)
      assert.equal(committed[3], 'rejected')
      assert.equal(committed.slice(0, 3).filter((value) => value === true).length >= 1, true)
      const names = await scopeNames()
      assert.ok(names.includes('three') && names.includes('five') && names.includes('six'))
      assert.equal(names.filter((name) => name === 'three').length, 1)
    })
  })
}

const broken = {
  query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
  queryId: { queryId: 'broken' },
  sql: 'insert into no_such_table values (1)',
  parameters: [],
} as const
