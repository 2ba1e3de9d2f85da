import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../process/server-process.ts'

/**
 * A PostgreSQL server of our own in a directory, `fsync` on, to be killed. It refuses to run as root:
 * then it runs as the user `postgres`.
 */
export class TemporaryPostgres {
  readonly port: number
  readonly #directory: string
  readonly #bin: string
  readonly #identity: { uid?: number; gid?: number }
  #postmaster: ChildProcess | undefined

  private constructor(
    directory: string,
    port: number,
    bin: string,
    identity: { uid?: number; gid?: number },
  ) {
    this.#directory = directory
    this.port = port
    this.#bin = bin
    this.#identity = identity
  }

  /** Creates the cluster below `parent` and starts it. */
  static async create(parent: string): Promise<TemporaryPostgres> {
    const bin = binaries()
    const identity = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
    const directory = join(parent, 'postgres')
    mkdirSync(directory)
    if (identity.uid !== undefined && identity.gid !== undefined) {
      // The parent is ours alone; the server's user must be able to pass through it.
      chmodSync(parent, 0o711)
      chownSync(directory, identity.uid, identity.gid)
    }
    const options = [
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '-D',
      join(directory, 'data'),
    ]
    execFileSync(join(bin, 'initdb'), options, { ...identity, cwd: directory, stdio: 'pipe' })
    appendFileSync(
      join(directory, 'data', 'postgresql.conf'),
      `\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '${directory}'\n` +
        'fsync = on\nsynchronous_commit = on\nmax_connections = 100\n',
    )
    const postgres = new TemporaryPostgres(directory, await freePort(), bin, identity)
    await postgres.start()
    return postgres
  }

  /** The connection string of its database `postgres`. */
  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`
  }

  /** Starts the postmaster; after a kill, once what the dead one left behind has ended. */
  async start(): Promise<void> {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(200)) {
      const log = openSync(join(this.#directory, 'log'), 'a')
      const postmaster = spawn(
        join(this.#bin, 'postgres'),
        ['-D', join(this.#directory, 'data'), '-p', String(this.port)],
        { ...this.#identity, cwd: this.#directory, stdio: ['ignore', log, log] },
      )
      while (postmaster.exitCode === null && Date.now() < deadline) {
        await sleep(50)
        if (postmaster.exitCode === null && (await this.#accepts())) {
          this.#postmaster = postmaster
          return
        }
      }
    }
    throw new Error(`PostgreSQL did not start in 30 s; see ${join(this.#directory, 'log')}`)
  }

  /** `kill -9` of the postmaster: its children notice and end, nothing is flushed. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** The fast shutdown. */
  async stop(): Promise<void> {
    await this.#end('SIGINT')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const postmaster = this.#postmaster
    if (!postmaster || postmaster.exitCode !== null || postmaster.signalCode !== null) return
    const ended = once(postmaster, 'exit')
    postmaster.kill(signal)
    await ended
  }

  /** True when it accepts connections and answers a startup message with anything but "starting up". */
  async #accepts(): Promise<boolean> {
    const socket = connect({ port: this.port, host: '127.0.0.1' })
    try {
      await once(socket, 'connect')
      // Protocol 3.0 startup message: length, version, user, database, end.
      const body = Buffer.from('\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1')
      const length = Buffer.alloc(4)
      length.writeInt32BE(body.length + 4)
      socket.write(Buffer.concat([length, body]))
      const [answer] = (await once(socket, 'data')) as [Buffer]
      return answer[0] === 'R'.charCodeAt(0)
    } catch {
      return false
    } finally {
      socket.destroy()
    }
  }
}

/** The newest server binaries, where Debian puts them. Throws with what to install. */
function binaries(): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((one) => join(root, one, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
  if (found === undefined)
    throw new Error('PostgreSQL is missing: apt-get install postgresql (Debian, Ubuntu)')
  return found
}

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
}
