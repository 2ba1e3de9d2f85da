import type { Command } from 'commander'
import { applyState } from '../platform/state/apply-state.ts'
import { parseState } from '../platform/state/check-state.ts'
import type { Plan, PlanEntry } from '../platform/state/plan.ts'
import { type CommonOptions, configuredCommand } from './command.ts'
import { CommandError } from './command-error.ts'
import { createOutput, styled } from './output.ts'
import { readFileOrInput } from './read-input.ts'
import { statePorts } from './state-ports.ts'
import { withDatabase } from './with-database.ts'

const parseJson = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CommandError(
      `${name === '-' ? 'standard input' : name} is not JSON: ${(error as Error).message}`,
    )
  }
}

const line = (entry: PlanEntry): string => {
  const name = `${entry.kind} ${entry.name}`
  if (entry.action === 'create') return styled('green', `+ ${name}`)
  return styled('yellow', `~ ${name}: ${entry.changed.join(', ')}`)
}

const describe = (plan: Plan, dryRun: boolean): string => {
  const lines: string[] = []
  for (const entry of plan) {
    if (entry.action !== 'unchanged') lines.push(line(entry))
    for (const note of entry.notes) lines.push(`  ${entry.kind} ${entry.name} ${note}`)
  }
  const count = (action: PlanEntry['action']) => plan.filter((entry) => entry.action === action).length
  const [created, updated] = dryRun ? ['to create', 'to update'] : ['created', 'updated']
  lines.push(`${count('create')} ${created}, ${count('update')} ${updated}, ${count('unchanged')} unchanged`)
  return lines.join('\n')
}

export const applyCommand = (): Command =>
  configuredCommand(
    'apply',
    'Creates and updates what a state file says, all of it or nothing. Doing it again changes nothing.',
    ['mandate apply state.json', 'mandate apply state.json --dry-run', 'generate-state | mandate apply -'],
  )
    .argument('<file>', 'the state as JSON; - reads standard input')
    .option('--dry-run', 'only say what would be done')
    .action(async (file: string, options: CommonOptions & { dryRun?: boolean }) => {
      const output = createOutput(options)
      const state = parseState(parseJson(file, await readFileOrInput(file)))
      await withDatabase(options, async (opened) => {
        const dryRun = options.dryRun === true
        const plan = await applyState(state, statePorts(opened), { dryRun })
        output.result({ dryRun, plan }, () => describe(plan, dryRun))
      })
    })
