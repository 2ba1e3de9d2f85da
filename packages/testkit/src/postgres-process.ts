import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { connectPostgres } from './postgres-connection.ts'

/** The folder of a cluster, and whom its processes run as (nobody else when we are not root). */
export interface PostgresPlace {
  folder: string
  owner: { uid?: number; gid?: number }
}

type Settings = Readonly<Record<string, string>>

export const makePostgresFolder = (): PostgresPlace => {
  const folder = mkdtempSync(join(tmpdir(), 'mandate-postgres-'))
  if (process.getuid?.() !== 0) return { folder, owner: {} }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const owner = { uid: id('-u'), gid: id('-g') }
  chownSync(folder, owner.uid, owner.gid)
  return { folder, owner }
}

/** Another process may take the port between finding it and using it, hence several tries. */
export const startOnFreePort = async (
  binaries: PostgresBinaries,
  place: PostgresPlace,
  settings: Settings,
): Promise<{ server: ChildProcess; port: number }> => {
  const flags = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync']
  execFileSync(binaries.initdb, [...flags, '-D', join(place.folder, 'data')], {
    ...place.owner,
    cwd: place.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    try {
      return { server: await startServer(binaries, place, settings, port), port }
    } catch (error) {
      if (attempt === 3) throw error
    }
  }
}

/** After a crash the old backends hold the shared memory for a moment, and a new postmaster refuses to start. */
export const restartServer = async (
  binaries: PostgresBinaries,
  place: PostgresPlace,
  settings: Settings,
  port: number,
): Promise<ChildProcess> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServer(binaries, place, settings, port)
    } catch (error) {
      if (attempt === 50) throw error
      await sleep(100)
    }
  }
}

const startServer = async (
  binaries: PostgresBinaries,
  place: PostgresPlace,
  settings: Settings,
  port: number,
): Promise<ChildProcess> => {
  const logPath = join(place.folder, 'server.log')
  const log = openSync(logPath, 'a')
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(binaries.postgres, ['-D', join(place.folder, 'data'), '-p', String(port), ...flags], {
    ...place.owner,
    cwd: place.folder,
    // A group of its own: Ctrl+C in the terminal ends the tests, and the janitor then ends the server.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  server.unref()
  await untilReady(server, port, logPath)
  return server
}

const untilReady = async (server: ChildProcess, port: number, logPath: string): Promise<void> => {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline && server.exitCode === null && server.signalCode === null) {
    try {
      const client = await connectPostgres({
        host: '127.0.0.1',
        port,
        user: 'postgres',
        database: 'postgres',
      })
      await client.end()
      return
    } catch {
      await sleep(30)
    }
  }
  server.kill('SIGKILL')
  throw new Error(`PostgreSQL did not start:\n${readFileSync(logPath, 'utf8').slice(-2000)}`)
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('No loopback port could be opened')
  return address.port
}
