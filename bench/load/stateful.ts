import { join } from 'node:path'
import { type Cores, type LoadResult, pinned } from './load.ts'
import { runGenerator } from './run-generator.ts'
import type { StatefulPlan } from './stateful-generator.ts'

/** Runs a stateful plan in its own process, pinned to the load's core. */
export async function runStateful(plan: StatefulPlan, cores: Partial<Cores>): Promise<LoadResult> {
  const generator = join(import.meta.dirname, 'stateful-generator.ts')
  const output = await runGenerator(
    [...pinned(cores.load), process.execPath, '--no-warnings', generator],
    JSON.stringify(plan),
  )
  return JSON.parse(output)
}
