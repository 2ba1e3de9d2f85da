/**
 * `npm run test:durability`: kills the built server, and PostgreSQL, under load and compares what they
 * remember with what clients were given. Exit status 1 on any broken promise.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildServer } from '../build.ts'
import { isOnPath } from '../machine.ts'
import { Instances } from './instances.ts'
import { type RunSummary, runKills } from './kill-rounds.ts'
import { type DurabilityOptions, type Part, readOptions, usage } from './options.ts'
import { TemporaryPostgres } from './temporary-postgres.ts'
import { traceOrder } from './trace-part.ts'

type Run = (options: DurabilityOptions, directory: string, deadline: number) => Promise<RunSummary>

const runs: Record<Part, Run> = {
  sqlite: runSqlite,
  postgres: (options, directory, deadline) =>
    withPostgres(directory, async (_, instances) =>
      runKills(
        {
          name: 'two servers on PostgreSQL',
          kills: options.postgresKills,
          instances,
          kill: (round) => instances.kill([[0], [1], [0, 1]][round % 3] ?? []),
          restore: async () => {
            await instances.restart()
            return []
          },
          toleratesErrors: false,
          deadline,
        },
        console.log,
      ),
    ),
  postmaster: (options, directory, deadline) =>
    withPostgres(directory, async (postgres, instances) =>
      runKills(
        {
          name: 'PostgreSQL itself',
          kills: options.postmasterKills,
          instances,
          kill: () => postgres.kill(),
          restore: async () => {
            await postgres.start()
            const ended = await instances.recovered()
            await instances.restart()
            return ended.map((at) => `server ${at} ended when its database was killed`)
          },
          toleratesErrors: true,
          deadline,
        },
        console.log,
      ),
    ),
  trace: runTrace,
}

async function runSqlite(
  options: DurabilityOptions,
  directory: string,
  deadline: number,
): Promise<RunSummary> {
  const database = `sqlite:${join(directory, 'mandate.db')}`
  const instances = await Instances.start({ database, directory, count: 1 })
  try {
    return await runKills(
      {
        name: 'SQLite',
        kills: options.sqliteKills,
        instances,
        kill: () => instances.kill([0]),
        restore: async () => {
          await instances.restart()
          return []
        },
        toleratesErrors: false,
        deadline,
      },
      console.log,
    )
  } finally {
    await instances.stop()
  }
}

async function withPostgres(
  directory: string,
  run: (postgres: TemporaryPostgres, instances: Instances) => Promise<RunSummary>,
): Promise<RunSummary> {
  const postgres = await TemporaryPostgres.create(directory)
  try {
    const instances = await Instances.start({ database: postgres.url, directory, count: 2 })
    try {
      return await run(postgres, instances)
    } finally {
      await instances.stop()
    }
  } finally {
    await postgres.stop()
  }
}

async function runTrace(_options: DurabilityOptions, directory: string): Promise<RunSummary> {
  if (!isOnPath('strace')) throw new Error('strace is missing: apt-get install strace (Debian, Ubuntu)')
  const { answers, tokens, syncs, violations } = await traceOrder(directory)
  if (answers === 0 || syncs === 0) violations.push('the trace shows no answers or no syncs')
  console.log(`strace: ${answers} answers with ${tokens} tokens after ${syncs} syncs of the write-ahead log`)
  return { name: 'strace', kills: 0, answered: answers, unanswered: 0, tokens, checks: tokens, violations }
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(usage)
  const options = readOptions(process.argv.slice(2))
  const deadline = Date.now() + options.minutes * 60_000
  if (options.build) {
    console.log('building packages/mandate')
    await buildServer()
  }
  const parent = options.directory ?? tmpdir()
  await mkdir(parent, { recursive: true })
  let violations = 0
  for (const part of options.parts) {
    const directory = await mkdtemp(join(parent, 'mandate-durability-'))
    const summary = await runs[part](options, directory, deadline)
    violations += summary.violations.length
    console.log(
      `${summary.name}: ${summary.kills} kills, ${summary.answered} answers, ${summary.unanswered} cut off, ` +
        `${summary.tokens} tokens, ${summary.checks} checks, ${summary.violations.length} violations`,
    )
    for (const [one, all] of Map.groupBy(summary.violations, String))
      console.log(`  ${all.length} times: ${one}`)
    // What a failed part leaves behind is evidence.
    if (summary.violations.length > 0) console.log(`  kept: ${directory}`)
    else await rm(directory, { recursive: true, force: true })
  }
  if (violations > 0) process.exitCode = 1
}

await main().catch((error: Error) => {
  console.error(error.stack ?? error.message)
  process.exitCode = 1
})
