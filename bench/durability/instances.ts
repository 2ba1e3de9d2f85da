import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Browser } from '../client/browser.ts'
import { authorizePath } from '../client/code-flow.ts'
import { builtCli, mandateEnvironment, person, prepareDatabase } from '../peers/mandate-peer.ts'
import { mandatePaths, scopes } from '../peers/peer.ts'
import { freePort, type ServerCommand, ServerProcess, waitUntilReady } from '../process/server-process.ts'
import { Target } from './target.ts'

/** Built server processes on one database, a signed-in session, and a target for each process. */
export class Instances {
  readonly targets: Target[]
  readonly #commands: ServerCommand[]
  readonly #servers: (ServerProcess | undefined)[]

  private constructor(commands: ServerCommand[], servers: ServerProcess[], targets: Target[]) {
    this.#commands = commands
    this.#servers = servers
    this.targets = targets
  }

  /** Applies the state, starts `count` processes and signs in. `prefix` goes before the command (strace). */
  static async start(options: {
    database: string
    directory: string
    count: number
    prefix?: string[]
  }): Promise<Instances> {
    const { database, directory, count, prefix = [] } = options
    const secret = randomBytes(32).toString('base64url')
    const ports = await Promise.all(Array.from({ length: count }, freePort))
    const issuer = `http://127.0.0.1:${ports[0]}`
    const environments = ports.map((port) => mandateEnvironment({ port, issuer, database, secret }))
    const client = await prepareDatabase(directory, environments[0] ?? {})
    const commands = ports.map((port, at) => ({
      command: [...prefix, process.execPath, builtCli, 'serve'],
      env: environments[at] ?? {},
      cwd: directory,
      readyUrl: `http://127.0.0.1:${port}/readyz`,
      logFile: join(directory, `server-${at}.log`),
    }))
    const servers = await Promise.all(commands.map((command) => ServerProcess.start(command)))
    const peer = { origin: issuer, paths: mandatePaths, client }
    const browser = new Browser(issuer, person)
    await browser.authorize(authorizePath(peer, scopes.opaque), client.redirectUri)
    const targets = ports.map(
      (port) => new Target({ ...peer, origin: `http://127.0.0.1:${port}` }, browser.cookieHeader),
    )
    return new Instances(commands, servers, targets)
  }

  get count(): number {
    return this.#commands.length
  }

  /** `kill -9` of the processes at these places, at once. */
  async kill(places: number[]): Promise<void> {
    await Promise.all(places.map((at) => this.#servers[at]?.stop('SIGKILL')))
    for (const at of places) this.#servers[at] = undefined
  }

  /** Starts what was killed. Answers the milliseconds until the slowest was ready. */
  async restart(): Promise<number> {
    const started = await Promise.all(
      this.#commands.map(async (command, at) => {
        if (this.#servers[at]?.hasEnded() === false) return 0
        const server = await ServerProcess.start(command)
        this.#servers[at] = server
        return server.startedInMs
      }),
    )
    return Math.max(...started)
  }

  /** Waits until all processes say that they are ready, without restarting any; answers which have ended. */
  async recovered(): Promise<number[]> {
    await Promise.all(
      this.#commands.map(({ readyUrl, logFile }, at) =>
        this.#servers[at]?.hasEnded() ? undefined : waitUntilReady(readyUrl, logFile),
      ),
    )
    return this.#servers.flatMap((server, at) => (server?.hasEnded() ? [at] : []))
  }

  async stop(): Promise<void> {
    for (const target of this.targets) target.close()
    await Promise.all(this.#servers.map((server) => server?.stop()))
  }
}
