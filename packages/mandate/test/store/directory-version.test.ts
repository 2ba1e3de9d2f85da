import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { revokeJwt } from '../../src/store/access-tokens.ts'
import { createClientStore } from '../../src/store/clients.ts'
import { type Database, query } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { apply, contractState, now } from '../state/contract-state.ts'

describe('the version of the directory on sqlite', () => {
  let directory: string
  let database: Database
  let other: Database
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mandate-version-'))
    database = openSqlite(join(directory, 'mandate.db'))
    await migrate(database)
    await apply(database, contractState)
    other = openSqlite(join(directory, 'mandate.db'))
  })
  afterEach(async () => {
    await other.close()
    await database.close()
    await rm(directory, { recursive: true })
  })

  const version = () => database.directoryVersion?.()
  const rename = ({ kysely }: Database, name: string) => kysely.updateTable('apps').set({ name })
  const nameSeen = async () => (await createClientStore(database).findClient('demo'))?.name

  test('stays while only tokens are written, and clients are the same objects', async () => {
    const clients = createClientStore(database)
    const client = await clients.findClient('demo')
    const before = version()
    await database.write([revokeJwt('jti', now)])
    await database.kysely.deleteFrom('access_tokens').where('hash', '=', 'none').execute()
    assert.equal(version(), before)
    assert.equal(await clients.findClient('demo'), client)
  })

  test('changes with a query, with a step of a write, and with what another connection commits', async () => {
    const clients = createClientStore(database)
    const nameKept = async () => (await clients.findClient('demo'))?.name
    await nameKept()
    await rename(database, 'by a query').execute()
    assert.equal(await nameKept(), 'by a query')
    await database.write([query(rename(database, 'by a step'))])
    assert.equal(await nameKept(), 'by a step')
    await rename(other, 'by another').execute()
    assert.equal(await nameKept(), 'by another')
    await other.write([query(rename(other, 'by another write'))])
    assert.equal(await nameKept(), 'by another write')
    assert.equal(await nameSeen(), 'by another write')
  })

  test('changes with what a group undid and carried out again', async () => {
    const clients = createClientStore(database)
    const before = await clients.findClient('demo')
    const none = database.kysely.deleteFrom('access_tokens').where('hash', '=', 'none')
    await database.write([query(rename(database, 'undone')), query(none, 1)])
    assert.equal((await clients.findClient('demo'))?.name, before?.name)
  })
})
