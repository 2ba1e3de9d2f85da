import { parseArgs } from 'node:util'

/** The parts of the durability check. */
export const parts = ['sqlite', 'postgres', 'postmaster', 'trace'] as const
export type Part = (typeof parts)[number]

/** What the command line asks for. */
export type DurabilityOptions = {
  parts: Part[]
  sqliteKills: number
  postgresKills: number
  postmasterKills: number
  minutes: number
  directory: string | undefined
  build: boolean
}

/** The options as the user reads them. */
export const usage = `npm run test:durability -- [options]
  --only A,B              some parts: ${parts.join(', ')}
  --sqlite-kills N        kill -9 of the server on SQLite (100)
  --postgres-kills N      kill -9 of one or both of two servers on PostgreSQL (20)
  --postmaster-kills N    kill -9 of PostgreSQL itself (10)
  --minutes N             give up after so long, as a failure (20)
  --directory DIR         where the databases are kept meanwhile: a real disk (default: the temporary directory)
  --no-build              use packages/mandate/dist as it is`

/** Reads the command line; throws with one sentence on wrong usage. */
export function readOptions(args: string[]): DurabilityOptions {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      only: { type: 'string', default: parts.join() },
      'sqlite-kills': { type: 'string', default: '100' },
      'postgres-kills': { type: 'string', default: '20' },
      'postmaster-kills': { type: 'string', default: '10' },
      minutes: { type: 'string', default: '20' },
      directory: { type: 'string' },
      build: { type: 'boolean', default: true },
    },
  })
  return {
    parts: values.only.split(',').map((name) => {
      const found = parts.find((one) => one === name)
      if (found === undefined) throw new Error(`--only: no ${name}; there are ${parts.join(', ')}`)
      return found
    }),
    sqliteKills: positive('--sqlite-kills', values['sqlite-kills']),
    postgresKills: positive('--postgres-kills', values['postgres-kills']),
    postmasterKills: positive('--postmaster-kills', values['postmaster-kills']),
    minutes: positive('--minutes', values.minutes),
    directory: values.directory,
    build: values.build,
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name}: a whole number from 1, not ${text}`)
  return value
}
