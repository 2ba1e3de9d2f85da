import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { dropDatabase, startPostgres, testDatabases } from 'mandate-testkit'
import pg from 'pg'
import { findPostgresBinaries } from '../src/postgres-binaries.ts'

test('without PostgreSQL the error says what to install', () => {
  assert.throws(() => findPostgresBinaries(['/nonexistent']), /apt-get install postgresql/)
})

const ask = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

// These start clusters of their own, which only a machine with PostgreSQL can.
if (testDatabases().some(({ name }) => name === 'postgres')) {
  describe('a throw-away cluster', () => {
    test('gives fresh databases, takes settings, and leaves nothing behind', async () => {
      const cluster = await startPostgres({ settings: { timezone: 'Pacific/Chatham' } })
      const [first, second] = await Promise.all([cluster.createDatabase(), cluster.createDatabase()])
      await ask(first, 'create table here (id int)')
      await assert.rejects(ask(second, 'select * from here'), { code: '42P01' })
      assert.deepEqual(await ask(first, 'show timezone'), ['Pacific/Chatham'])
      await dropDatabase(cluster.url, first)
      await assert.rejects(ask(first, 'select 1'), { code: '3D000' })
      const [folder] = await ask(cluster.url, 'show data_directory')
      await cluster.stop()
      await cluster.stop()
      assert.ok(!existsSync(String(folder)))
      await assert.rejects(ask(cluster.url, 'select 1'), { code: 'ECONNREFUSED' })
    })

    test('comes back after a crash with what was committed durably', async () => {
      const cluster = await startPostgres({ durable: true })
      assert.deepEqual(await ask(cluster.url, 'show fsync'), ['on'])
      const database = await cluster.createDatabase()
      await ask(database, 'create table kept as select 1 as id')
      await cluster.kill()
      await assert.rejects(ask(database, 'select 1'))
      await cluster.restart()
      assert.deepEqual(await ask(database, 'select id from kept'), [1])
      await cluster.stop()
    })

    test('ends even when the process that started it is killed', async () => {
      const child = spawn(process.execPath, [
        '--conditions=mandate-source',
        '--input-type=module',
        '--eval',
        `import { startPostgres } from 'mandate-testkit'
         const cluster = await startPostgres()
         process.stdout.write(cluster.url)
         setInterval(() => {}, 1000)`,
      ])
      const [output] = await once(child.stdout, 'data')
      const url = String(output)
      const [folder] = await ask(url, 'show data_directory')
      child.kill('SIGKILL')
      for (let tries = 0; existsSync(String(folder)) && tries < 100; tries++) await sleep(100)
      assert.ok(!existsSync(String(folder)))
      await assert.rejects(ask(url, 'select 1'), { code: 'ECONNREFUSED' })
    })
  })
}
