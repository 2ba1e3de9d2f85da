import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testDatabases } from 'mandate-testkit'
import { requestPasswordReset } from '../../src/platform/users/request-password-reset.ts'
import { hashToken } from '../../src/protocol/tokens/format.ts'
import { migrate } from '../../src/store/migrate.ts'
import { connectPostgres, openPostgres } from '../../src/store/postgres.ts'
import { createPeople, freshOrigin } from '../support/people.ts'

const racer = fileURLToPath(new URL('../support/reset-race.ts', import.meta.url))

/** Two processes need a database that both can reach. */
const reachable = testDatabases().filter(({ name }) => name === 'postgres')

for (const kind of reachable) {
  describe(`one-time tokens on ${kind.name}`, () => {
    test('of 50 uses of one token from two processes one wins', async () => {
      const { url = '', dispose } = await kind.create()
      const database = openPostgres(await connectPostgres(url))
      await migrate(database)
      const people = createPeople(database)
      const user = await people.newUser('race@example.com', 'the password of before')
      await requestPasswordReset({ email: user.email, origin: freshOrigin() }, people.ports)
      const hash = hashToken(await people.tokenMailedTo(user.email))
      const now = String(people.clock.now())

      const racers = ['one', 'two'].map((name) => fork(racer, [url, hash, now, name]))
      await Promise.all(racers.map((process) => once(process, 'message')))
      const wins = racers.map(async (process) => {
        const told = once(process, 'message')
        process.send('go')
        const [count] = await told
        return Number(count)
      })
      const [one = 0, two = 0] = await Promise.all(wins)
      assert.equal(one + two, 1)
      const stored = await people.users.findCredentials(user.id)
      assert.match(stored?.passwordHash ?? '', one === 1 ? /^hash of one / : /^hash of two /)
      await Promise.all(racers.map((process) => process.exitCode ?? once(process, 'exit')))
      await database.close()
      await dispose()
    })
  })
}
