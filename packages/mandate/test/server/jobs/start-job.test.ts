import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startJob } from '../../../src/server/jobs/start-job.ts'

const everySeconds = 0.02

describe('a job', () => {
  test('runs again and again, one run at a time', async () => {
    let runs = 0
    let atOnce = 0
    const job = startJob({
      name: 'counting',
      everySeconds,
      log: { error: () => assert.fail() },
      async run() {
        atOnce++
        assert.equal(atOnce, 1)
        await pause(30)
        atOnce--
        runs++
      },
    })
    while (runs < 3) await pause(10)
    await job.stop()
    const then = runs
    await pause(60)
    assert.equal(runs, then)
  })

  test('logs a run that fails, and goes on', async () => {
    const failures: string[] = []
    let runs = 0
    const job = startJob({
      name: 'failing',
      everySeconds,
      log: { error: (detail, message) => failures.push(`${message}: ${detail.error}`) },
      async run() {
        runs++
        throw new Error('no luck')
      },
    })
    while (runs < 2) await pause(10)
    await job.stop()
    assert.equal(failures[0], 'the job failing failed: Error: no luck')
    assert.equal(failures.length, runs)
  })

  test('waits at its stop for the present run, which is told', async () => {
    let ended = false
    const started = Promise.withResolvers<void>()
    const job = startJob({
      name: 'slow',
      everySeconds,
      log: { error: () => assert.fail() },
      async run(signal) {
        started.resolve()
        while (!signal.aborted) await pause(5)
        ended = true
      },
    })
    await started.promise
    await job.stop()
    assert.ok(ended)
  })

  test('stops before its first run too', async () => {
    const job = startJob({
      name: 'never',
      everySeconds: 1000,
      log: { error: () => assert.fail() },
      run: async () => assert.fail(),
    })
    await job.stop()
  })
})
