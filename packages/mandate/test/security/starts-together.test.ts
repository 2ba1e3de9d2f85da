/** Processes that start together on one new SQLite database, or are killed while they make it. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { migrate, pendingMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'

const script = fileURLToPath(new URL('../support/open-store.ts', import.meta.url))

/** What a start said when it failed; empty if it did not. */
const start = (path: string): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=mandate-source', script, path])
    let said = ''
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString()
    })
    child.on('close', (status) => resolve(status === 0 ? '' : said))
  })

describe('a new SQLite database', () => {
  let directory: string
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mandate-'))
  })
  after(() => rm(directory, { recursive: true }))

  it('gets its schema from one of several that start together, and the others go on', async () => {
    const path = join(directory, 'together.db')
    assert.deepEqual(await Promise.all([1, 2, 3, 4].map(() => start(path))), ['', '', '', ''])
    assert.equal(await start(path), '')
  })

  it('has its whole schema or nothing of it', async () => {
    const path = join(directory, 'broken.db')
    const options = { migrate: false }
    const database = await openStore({ database: { dialect: 'sqlite', path } }, options)
    // The last thing that the migration makes is there already, so it fails when almost all is done.
    await sql`create table audit_events (id text)`.execute(database.kysely)
    await assert.rejects(migrate(database))
    const { rows } = await sql`select name from sqlite_master where name = 'users'`.execute(database.kysely)
    assert.deepEqual(rows, [])
    await sql`drop table audit_events`.execute(database.kysely)
    await migrate(database)
    assert.deepEqual(await pendingMigrations(database), [])
    await database.close()
  })
})
