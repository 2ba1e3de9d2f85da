import { type Command, InvalidArgumentError, Option } from 'commander'
import type { AttemptRecord } from '../../platform/attempts/attempt-record.ts'
import { remedyOf } from '../../platform/attempts/reason-words.ts'
import { createAttemptStore } from '../../store/attempts.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput, time } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { getApp } from './find-app.ts'

interface Options extends CommonOptions {
  readonly outcome?: AttemptRecord['outcome']
  readonly reason?: string
  readonly limit: number
}

const parseLimit = (written: string): number => {
  const limit = Number(written)
  if (Number.isInteger(limit) && limit > 0 && limit <= 1000) return limit
  throw new InvalidArgumentError('It must be a whole number from 1 to 1000.')
}

const describe = ({ appId: _, clientId: __, details, ...attempt }: AttemptRecord): object => ({
  ...attempt,
  at: time(attempt.at),
  ...details,
  remedy: attempt.reason === undefined ? undefined : remedyOf(attempt.reason),
})

const lines = (attempt: AttemptRecord): string => {
  const { count, description, detail } = attempt.details
  const many = count === undefined ? '' : ` (${count} times)`
  const first = `${time(attempt.at)}  ${attempt.endpoint} ${attempt.outcome}${many}  ${attempt.requestId}`
  if (attempt.reason === undefined) return first
  const more = [
    `${attempt.reason}, at the step ${attempt.step}`,
    [description, detail].filter((text) => text !== undefined).join(' '),
    remedyOf(attempt.reason) ?? '',
  ]
  return [first, ...more.filter((line) => line !== '').map((line) => `  ${line}`)].join('\n')
}

export const attemptsCommand = (): Command =>
  configuredCommand(
    'attempts',
    'Shows what an app attempted, newest first, and what to do where it failed.',
    [
      'mandate app attempts demo',
      'mandate app attempts demo --outcome failed --limit 100',
      'mandate app attempts demo --reason redirect_uri_mismatch --json',
    ],
  )
    .argument('<client-id>', 'of the app')
    .addOption(new Option('--outcome <outcome>', 'only these').choices(['succeeded', 'failed']))
    .option('--reason <code>', 'only these')
    .option('--limit <number>', 'so many', parseLimit, 20)
    .action((clientId: string, { outcome, reason, limit, ...options }: Options) =>
      withDatabase(options, async ({ database }) => {
        const app = await getApp(database, clientId)
        const filter = { appId: app.id, outcome, reason, limit }
        const attempts = await createAttemptStore(database).listAttempts(filter)
        createOutput(options).result(attempts.map(describe), () =>
          attempts.length === 0
            ? `${app.name} attempted nothing like that in the last thirty days.`
            : attempts.map(lines).join('\n'),
        )
      }),
    )
