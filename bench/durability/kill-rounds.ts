import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Instances } from './instances.ts'
import { Ledger } from './ledger.ts'
import { type Verdict, verify, verifyAll } from './verify.ts'
import { startWorkload } from './workload.ts'

/** What one kind of kill came to. */
export type RunSummary = {
  name: string
  kills: number
  answered: number
  unanswered: number
  tokens: number
  checks: number
  violations: string[]
}

/** How one kind of kill is done. */
export type KillPlan = {
  name: string
  kills: number
  instances: Instances
  /** Kills under load. */
  kill: (round: number) => Promise<void>
  /** Brings everything back; answers violations (a process that ended by itself). */
  restore: () => Promise<string[]>
  /** While the database is away, errors are answers; otherwise none is expected. */
  toleratesErrors: boolean
  deadline: number
}

const workersPerTarget = 8

/** Load, kill, restart, compare, `kills` times or until the deadline; then a last look at everything. */
export async function runKills(plan: KillPlan, say: (line: string) => void): Promise<RunSummary> {
  const { instances, kills } = plan
  const ledger = new Ledger()
  const summary: RunSummary = {
    name: plan.name,
    kills: 0,
    answered: 0,
    unanswered: 0,
    tokens: 0,
    checks: 0,
    violations: [],
  }
  const count = ({ checks, violations }: Verdict) => {
    summary.checks += checks
    summary.violations.push(...violations)
  }
  while (summary.kills < kills && Date.now() < plan.deadline) {
    const workload = startWorkload(instances.targets, ledger, workersPerTarget)
    await sleep(randomInt(150, 600))
    await plan.kill(summary.kills)
    summary.kills++
    const { answered, unanswered, refusals } = await workload.stop()
    const startedAt = performance.now()
    summary.violations.push(...(await plan.restore()))
    const restoredInMs = performance.now() - startedAt
    summary.answered += answered
    summary.unanswered += unanswered
    if (!plan.toleratesErrors) summary.violations.push(...refusals.map((one) => `under load: ${one}`))
    const verdict = await verify(instances.targets, ledger)
    count(verdict)
    say(
      `${plan.name} ${summary.kills}/${kills}: ${answered} answered, ${unanswered} cut off, ` +
        `back after ${restoredInMs.toFixed(0)} ms, ${verdict.checks} checks, ` +
        `${summary.violations.length} violations`,
    )
  }
  summary.tokens = ledger.activeTokens.size + ledger.revokedTokens.size
  count(await verifyAll(instances.targets, ledger))
  if (summary.kills < kills) summary.violations.push(`only ${summary.kills} of ${kills} kills in time`)
  return summary
}
