import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { query, type Step } from '../../src/store/database.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'

for (const kind of testDatabases()) {
  describe(`writes that come together on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())
    beforeEach(async () => {
      await opened.database.kysely.deleteFrom('revoked_tokens').execute()
    })

    const add = (jti: string, expires_at = 1): Step =>
      query(opened.database.kysely.insertInto('revoked_tokens').values({ jti, expires_at }), 1)
    const remove = (jti: string): Step =>
      query(opened.database.kysely.deleteFrom('revoked_tokens').where('jti', '=', jti), 1)
    /** No time may be missing: neither a guard nor a unique index, but an error. */
    const addBroken = (jti: string): Step => add(jti, null as unknown as number)

    const write = (...steps: Step[]) => opened.database.write(steps)
    const stored = async (): Promise<string[]> => {
      const rows = await opened.database.kysely
        .selectFrom('revoked_tokens')
        .select('jti')
        .orderBy('jti')
        .execute()
      return rows.map(({ jti }) => jti)
    }
    const committed = { committed: true }

    test('are all there', async () => {
      assert.deepEqual(await Promise.all([write(add('a'), add('b')), write(add('c'))]), [
        committed,
        committed,
      ])
      assert.deepEqual(await stored(), ['a', 'b', 'c'])
    })

    test('one that fails at its first step changes nothing, for itself or for the others', async () => {
      const outcomes = await Promise.all([
        write(add('a')),
        write(remove('nothing'), add('b')),
        write(add('c')),
      ])
      assert.deepEqual(outcomes, [committed, { committed: false, failedAt: 0, conflict: false }, committed])
      assert.deepEqual(await stored(), ['a', 'c'])
    })

    test('one that fails further on is undone, and no other', async () => {
      const outcomes = await Promise.all([
        write(add('a'), add('b')),
        write(add('c'), remove('nothing')),
        write(add('d')),
      ])
      assert.deepEqual(outcomes, [committed, { committed: false, failedAt: 1, conflict: false }, committed])
      assert.deepEqual(await stored(), ['a', 'b', 'd'])
    })

    test('one that would break a unique index is undone, and told so', async () => {
      await write(add('taken'))
      const outcomes = await Promise.all([write(add('a')), write(add('b'), add('taken')), write(add('c'))])
      assert.deepEqual(outcomes, [committed, { committed: false, failedAt: 1, conflict: true }, committed])
      assert.deepEqual(await stored(), ['a', 'c', 'taken'])
    })

    test('an error is that of its own write', async () => {
      const outcomes = await Promise.allSettled([
        write(add('a')),
        write(add('b'), addBroken('c')),
        write(addBroken('d')),
        write(add('e')),
      ])
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
      )
      assert.deepEqual(await stored(), ['a', 'e'])
    })

    test('of many that want the same, one has it', async () => {
      await write(add('prize'))
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, index) => write(remove('prize'), add(`winner ${index}`))),
      )
      assert.equal(outcomes.filter((outcome) => outcome.committed).length, 1)
      assert.equal((await stored()).length, 1)
    })
  })
}
