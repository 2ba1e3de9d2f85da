import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { connectPostgres } from './postgres-connection.ts'
import { startJanitor } from './postgres-janitor.ts'
import { makePostgresFolder, restartServer, startOnFreePort } from './postgres-process.ts'

export interface PostgresOptions {
  /** Waits for the disk at each commit. Off by default: only a test that stops the machine could tell. */
  durable?: boolean
  /** Further server settings, such as `{ timezone: 'Pacific/Chatham' }`. */
  settings?: Readonly<Record<string, string>>
}

/** A PostgreSQL server of our own on a free loopback port, with trust authentication, in a temporary folder. */
export interface PostgresCluster {
  /** Connects to the maintenance database as superuser; tests use `createDatabase`. */
  url: string
  /** A fresh empty database; the answer is its URL. */
  createDatabase(): Promise<string>
  /** SIGKILL to the postmaster: what a crash looks like to the clients. */
  kill(): Promise<void>
  /** Starts again after `kill`, on the same port and data, and waits until connections are accepted. */
  restart(): Promise<void>
  /** Ends the server and deletes its folder. Also happens when this process ends, however it ends. */
  stop(): Promise<void>
}

/**
 * Makes and starts a throw-away cluster; one is enough for a test run, with a database for each test server.
 * PostgreSQL refuses to run as root, so root starts it as the user `postgres`.
 * Throws an error that names the Debian package when PostgreSQL is not installed.
 */
export const startPostgres = async (options: PostgresOptions = {}): Promise<PostgresCluster> => {
  const binaries = findPostgresBinaries()
  const place = makePostgresFolder()
  const janitor = startJanitor(place.folder)
  try {
    let { server, port } = await startOnFreePort(binaries, place, settingsFor(options))
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`
    return {
      url,
      createDatabase: () => createDatabase(url),
      kill: async () => {
        const ended = once(server, 'exit')
        server.kill('SIGKILL')
        await ended
      },
      restart: async () => {
        server = await restartServer(binaries, place, settingsFor(options), port)
      },
      stop: () => janitor.cleanUp(),
    }
  } catch (error) {
    await janitor.cleanUp()
    throw error
  }
}

const settingsFor = (options: PostgresOptions): Record<string, string> => {
  const durable = options.durable === true ? 'on' : 'off'
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '32MB',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    ...options.settings,
  }
}

/** Creates a fresh empty database in the cluster that `url` connects to; the answer is its URL. */
export const createDatabase = async (url: string): Promise<string> => {
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(url, `create database ${name}`)
  const created = new URL(url)
  created.pathname = `/${name}`
  return created.href
}

/** Drops a database made by `createDatabase`, ending the connections to it. `url` connects to the cluster. */
export const dropDatabase = (url: string, databaseUrl: string): Promise<void> =>
  administer(url, `drop database if exists ${new URL(databaseUrl).pathname.slice(1)} with (force)`)

const administer = async (url: string, statement: string): Promise<void> => {
  const client = await connectPostgres({ connectionString: url })
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
