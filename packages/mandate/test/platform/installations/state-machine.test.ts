/**
 * Installations as a state machine: histories drawn at random, carried out by the verbs on the real store, with what has
 * to hold looked at after each step. `SEED` and `RUN_PATH` repeat a run that failed; both are printed.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { type DatabaseKind, extensiveTestDatabases } from 'mandate-testkit'
import { migrate } from '../../../src/store/migrate.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createInvariants } from '../../support/installation-machine/invariants.ts'
import { createMachine } from '../../support/installation-machine/machine.ts'
import { histories } from '../../support/installation-machine/operations.ts'
import { type Prepared, prepareMachines } from '../../support/installation-machine/prepare.ts'

/** Each must be met, or the histories do not reach what they are to test. */
const expectedOutcomes = [
  'install: installed',
  'install: widened',
  'install: approval_required',
  'install: app_blocked',
  'install: not_on_allow_list',
  'install: nothing_to_grant',
  'request: requested',
  'request: already_requested',
  'approve: approved',
  'deny: denied',
  'withdraw: true',
  'narrow: narrowed',
  'suspend: true',
  'reinstate: true',
  'remove: true',
  'redeem: redeemed',
  'redeem: replayed',
  'use credentials: issued',
  'declare: updated',
  'set ceiling: changed',
  'leave: removed',
]

const open = async (kind: DatabaseKind): Promise<OpenTestDatabase> => {
  if (kind.name !== 'sqlite') return openTestDatabase(kind)
  const database = openSqlite(':memory:')
  await migrate(database)
  return { database, dispose: () => database.close() }
}

for (const kind of extensiveTestDatabases()) {
  const { runs, steps } = kind.name === 'sqlite' ? { runs: 2000, steps: 20 } : { runs: 200, steps: 12 }

  describe(`installations in ${runs} histories on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let prepared: Prepared
    const begin = async () => {
      opened = await open(kind)
      prepared = await prepareMachines(opened.database)
    }
    before(begin)
    after(() => opened.dispose())

    it('never hold or let do more than they may', async (test) => {
      const outcomes = new Map<string, number>()
      let livingTokens = 0
      let played = 0
      const property = fc.asyncProperty(histories(steps), async (history) => {
        played++
        if (kind.name === 'sqlite' && played % 200 === 0) {
          // It would become slower by what earlier histories left behind.
          assert.deepEqual(prepared.world.failures, [])
          await opened.dispose()
          await begin()
        }
        const machine = await createMachine(prepared)
        const invariants = createInvariants(prepared, machine)
        for (const operation of history) {
          await machine.run(operation)
          await invariants.check()
        }
        livingTokens += invariants.livingTokens()
        for (const [outcome, count] of machine.outcomes)
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count)
      })
      const { SEED, RUN_PATH } = process.env
      const seed = SEED === undefined ? Date.now() % 0x7fffffff : Number(SEED)
      test.diagnostic(`seed ${seed}`)
      await fc.assert(property, {
        seed,
        numRuns: runs,
        ...(RUN_PATH === undefined ? {} : { path: RUN_PATH }),
        endOnFailure: false,
      })
      if (process.env.OUTCOMES !== undefined)
        test.diagnostic(
          [...outcomes]
            .sort()
            .map(([outcome, count]) => `${count} ${outcome}`)
            .join('\n'),
        )
      assert.deepEqual(prepared.world.failures, [])
      // Few histories do not come everywhere.
      if (RUN_PATH !== undefined || runs < 2000) return
      assert.ok(livingTokens > runs, `${livingTokens} times a token lived`)
      for (const outcome of expectedOutcomes)
        assert.ok(outcomes.has(outcome), `no history came to ${outcome}`)
    })
  })
}
