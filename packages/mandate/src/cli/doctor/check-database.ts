import { existsSync, statSync } from 'node:fs'
import { systemClock } from '../../protocol/clock.ts'
import { describeDatabase, type ServerConfig } from '../../server/config.ts'
import { reasonOf } from '../../server/reason-of.ts'
import type { Database } from '../../store/database.ts'
import { pendingMigrations } from '../../store/migrate.ts'
import { openStore } from '../../store/open.ts'
import type { Finding } from './finding.ts'

/** More than this between two clocks makes tokens too young or too old. Seconds. */
const tolerable = 5

const checkFile = ({ database }: ServerConfig): Finding[] => {
  if (database.dialect !== 'sqlite' || database.path === ':memory:') return []
  if ((statSync(database.path).mode & 0o077) === 0) return []
  return [
    {
      check: 'database',
      status: 'warning',
      message: `other users of this computer may read ${database.path}`,
      fix: `chmod 600 ${database.path}`,
    },
  ]
}

const checkOpened = async (database: Database, name: string): Promise<Finding[]> => {
  const findings: Finding[] = []
  const skew = Math.abs((await database.now()) - systemClock.now())
  if (skew > tolerable) {
    findings.push({
      check: 'clock',
      status: 'problem',
      message: `this computer's clock and the database's are ${skew} seconds apart`,
      fix: 'let both follow a time server (NTP)',
    })
  } else findings.push({ check: 'clock', status: 'ok', message: "agrees with the database's" })
  const pending = await pendingMigrations(database)
  findings.push(
    pending.length === 0
      ? { check: 'database', status: 'ok', message: `${name} is reachable and its schema is up to date` }
      : {
          check: 'database',
          status: 'warning',
          message: `${name} is reachable, but lacks ${pending.join(', ')}`,
          fix: 'run mandate migrate, or start the server, which does so itself',
        },
  )
  return findings
}

/** Whether the database can be used as it is. Makes none where there is none. */
export const checkDatabase = async (config: ServerConfig): Promise<Finding[]> => {
  const name = describeDatabase(config.database)
  if (config.database.dialect === 'sqlite' && config.database.path === ':memory:') {
    const message = 'everything is in memory and lost when the server stops'
    return [{ check: 'database', status: 'warning', message, fix: 'set database (MANDATE_DATABASE)' }]
  }
  if (config.database.dialect === 'sqlite' && !existsSync(config.database.path)) {
    return [{ check: 'database', status: 'ok', message: `${name} is made at first start` }]
  }
  try {
    const database = await openStore(config, { migrate: false, connections: 1 })
    try {
      return [...(await checkOpened(database, name)), ...checkFile(config)]
    } finally {
      await database.close()
    }
  } catch (error) {
    const message = `${name} cannot be used: ${reasonOf(error)}`
    const fix = 'check database (MANDATE_DATABASE), and that the server has the right to use it'
    return [{ check: 'database', status: 'problem', message, fix }]
  }
}
