import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { createLimiters } from '../../src/store/limiters.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'

const limit = { points: 3, seconds: 60 }

for (const kind of testDatabases()) {
  describe(`limiters on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())

    test('let so many through in a window, of any number at once', async (context) => {
      context.mock.timers.enable({ apis: ['Date'], now: 1_800_000_000_000 })
      const limiter = createLimiters(opened.database)('window', limit)
      const waits = await Promise.all(Array.from({ length: 20 }, () => limiter.take('ada')))
      assert.equal(waits.filter((wait) => wait === undefined).length, 3)
      assert.equal(await limiter.take('bob'), undefined)
      context.mock.timers.tick(20_500)
      assert.equal(await limiter.take('ada'), 40)
      context.mock.timers.tick(40_000)
      assert.equal(await limiter.take('ada'), undefined)
    })

    test('take an attempt back', async () => {
      const limiter = createLimiters(opened.database)('given back', limit)
      for (let attempt = 0; attempt < 9; attempt++) {
        assert.equal(await limiter.take('ada'), undefined)
        await limiter.giveBack('ada')
      }
    })

    test('count for each limit by itself', async () => {
      const limiters = createLimiters(opened.database)
      const [one, other] = [limiters('one', limit), limiters('other', limit)]
      for (let attempt = 0; attempt < 3; attempt++) await one.take('ada')
      assert.ok(await one.take('ada'))
      assert.equal(await other.take('ada'), undefined)
    })

    if (kind.name === 'sqlite') return
    test('are shared by the instances on one database', async () => {
      const [here, there] = [1, 2].map(() => createLimiters(opened.database)('shared', limit))
      assert.ok(here && there)
      assert.equal(await here.take('ada'), undefined)
      assert.equal(await there.take('ada'), undefined)
      assert.equal(await here.take('ada'), undefined)
      assert.ok(await there.take('ada'))
    })
  })
}
