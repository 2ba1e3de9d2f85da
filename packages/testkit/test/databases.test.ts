import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import pg from 'pg'

test('DATABASES chooses the databases and names a wrong one', () => {
  assert.deepEqual(
    testDatabases('postgres, sqlite').map(({ name }) => name),
    ['postgres', 'sqlite'],
  )
  assert.throws(() => testDatabases('mysql'), /DATABASES names "mysql"; it takes sqlite, pglite and postgres/)
})

for (const database of testDatabases()) {
  describe(database.name, () => {
    test('gives each caller a fresh empty database', async () => {
      for (const _ of [1, 2]) {
        const { url, pool, dispose } = await database.create()
        const statement = 'create table fresh (id int)'
        if (pool !== undefined) await pool.query(statement)
        else await runAt(url ?? '', statement)
        await dispose()
      }
    })
  })
}

test('an SQLite database is a file that disappears with it', async () => {
  const [sqlite] = testDatabases('sqlite')
  const { url = '', dispose } = (await sqlite?.create()) ?? assert.fail()
  const path = url.replace(/^sqlite:/, '')
  new DatabaseSync(path).close()
  assert.ok(existsSync(path))
  await dispose()
  assert.ok(!existsSync(dirname(path)))
})

const runAt = async (url: string, statement: string): Promise<void> => {
  if (url.startsWith('sqlite:')) {
    const connection = new DatabaseSync(url.slice('sqlite:'.length))
    connection.exec(statement)
    connection.close()
    return
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
