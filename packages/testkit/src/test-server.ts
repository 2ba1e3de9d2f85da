import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { applyState } from '../../mandate/src/platform/state/apply-state.ts'
import { parseState } from '../../mandate/src/platform/state/check-state.ts'
import type { AuthorizationChecks } from '../../mandate/src/protocol/authorization/pipeline.ts'
import { compose } from '../../mandate/src/server/compose.ts'
import { loadConfig, type ServerConfig } from '../../mandate/src/server/config.ts'
import { trustedProxies } from '../../mandate/src/server/http/client-address.ts'
import { listen } from '../../mandate/src/server/http/node.ts'
import { registeredNames } from '../../mandate/src/server/registered-names.ts'
import type { Database } from '../../mandate/src/store/database.ts'
import { migrate } from '../../mandate/src/store/migrate.ts'
import { connectPostgres, openPostgres, type PostgresPool } from '../../mandate/src/store/postgres.ts'
import { openSqlite } from '../../mandate/src/store/sqlite.ts'
import { createStateStore } from '../../mandate/src/store/state.ts'
import { type FakeClock, fakeClock } from './clock.ts'
import type { TestDatabase } from './databases.ts'
import { world } from './world.ts'

export interface TestServerOptions {
  /** From `testDatabases()`; disposed of by whoever made it. */
  readonly database: TestDatabase
  /** In the form of `mandate apply`; the fixture world unless given. */
  readonly state?: object
  /** What the clock shows at first, in epoch seconds, for clients that compare times with those of their machine. */
  readonly startsAt?: number
  /** The host of the issuer: two servers that share one share their cookies. Default: `localhost`. */
  readonly issuerHost?: 'localhost' | '127.0.0.1'
  /** The path of the issuer, such as `/id`. */
  readonly issuerPath?: string
  readonly config?: Partial<ServerConfig>
  readonly authorizationChecks?: AuthorizationChecks
}

/** A whole server of the code at hand, listening on loopback, with a clock of the test's own. */
export interface TestServer {
  readonly issuer: string
  readonly clock: FakeClock
  readonly database: Database
  /** The mails that were sent so far, newest first. */
  mails(): readonly { readonly to: string; readonly subject: string; readonly text: string }[]
  /** Where they are shown, with the key of this start. */
  readonly developmentMailsUrl: string | undefined
  apply(state: object): Promise<void>
  close(): Promise<void>
}

const secret = 'the secret of the servers that tests start'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Opens a test's database as a server would. */
export const openTestDatabase = async ({ url, pool }: TestDatabase): Promise<Database> => {
  if (pool) {
    // The pool is the test's: closing the server must not end it.
    return openPostgres({ ...(pool as unknown as PostgresPool), end: async () => {} })
  }
  if (url?.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length))
  return openPostgres(await connectPostgres(url ?? ''))
}

export const startTestServer = async (options: TestServerOptions): Promise<TestServer> => {
  const port = await freePort()
  const issuer = `http://${options.issuerHost ?? 'localhost'}:${port}${options.issuerPath ?? ''}`
  const loaded = await loadConfig({
    environment: { MANDATE_ISSUER: issuer, MANDATE_SECRET: secret, LOG_LEVEL: 'silent' },
    flags: { port: String(port) },
  })
  const config = { ...loaded, ...options.config }
  const clock = fakeClock(options.startsAt)
  const database = await openTestDatabase(options.database)
  await migrate(database)

  const apply = async (state: object): Promise<void> => {
    await applyState(parseState(state), {
      store: createStateStore(database),
      clock,
      actor: { type: 'operator' },
      registered: registeredNames,
      secretPrefix: config.tokenPrefixes.clientSecret,
    })
  }
  await apply(options.state ?? world)

  const { application, developmentMails, stop } = await compose({
    config,
    database,
    secrets: [secret],
    clock,
    ...(options.authorizationChecks ? { authorizationChecks: options.authorizationChecks } : {}),
  })
  const listening = await listen(application, trustedProxies(config.trustedProxies), 'localhost', port)
  return {
    issuer,
    clock,
    database,
    mails: () => developmentMails?.mailer.list() ?? [],
    developmentMailsUrl: developmentMails?.link.url,
    apply,
    async close() {
      await listening.close()
      await stop()
      await database.close()
    },
  }
}
