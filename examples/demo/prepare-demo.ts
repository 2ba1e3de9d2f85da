import { existsSync } from 'node:fs'
import { statePorts } from '../../packages/mandate/src/cli/state-ports.ts'
import { applyState } from '../../packages/mandate/src/platform/state/apply-state.ts'
import { parseState } from '../../packages/mandate/src/platform/state/check-state.ts'
import type { ServerConfig } from '../../packages/mandate/src/server/config.ts'
import { createClientStore } from '../../packages/mandate/src/store/clients.ts'
import { openStore } from '../../packages/mandate/src/store/open.ts'
import type { DemoWorld } from './world.ts'

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]', '::1']

/**
 * Why this server gets no demo; undefined if it may. The passwords of the demo are in the repository, so they must
 * never work where somebody else can reach them.
 */
export const demoObstacle = ({ database, issuer, host }: ServerConfig): string | undefined => {
  if (database.dialect !== 'sqlite') return 'the database is not SQLite'
  if (database.path === ':memory:') return 'the database is in memory'
  if (!loopbackHosts.includes(new URL(issuer).hostname)) return 'the issuer is not on loopback'
  if (!loopbackHosts.includes(host)) return 'the server listens beyond loopback'
  return undefined
}

/** What there is of the demo world in the database: it was made now, was there before, or is not there. */
export type DemoPresence = 'made' | 'present' | 'absent'

/** Makes the demo world in a database that does not exist yet, and never touches one that does. */
export const prepareDemo = async (config: ServerConfig, world: DemoWorld): Promise<DemoPresence> => {
  const isFirstStart = config.database.dialect === 'sqlite' && !existsSync(config.database.path)
  const database = await openStore(config)
  try {
    if (isFirstStart) {
      await applyState(parseState(world.state), statePorts({ config, database }), {})
      return 'made'
    }
    return (await createClientStore(database).findClient(world.app.clientId)) ? 'present' : 'absent'
  } finally {
    await database.close()
  }
}
