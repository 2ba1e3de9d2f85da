import type { Command } from 'commander'
import { ConfigurationError } from '../server/config.ts'
import { type CommonOptions, configuredCommand } from './command.ts'
import { checkConfiguration } from './doctor/check-configuration.ts'
import { checkDatabase } from './doctor/check-database.ts'
import { checkIssuer } from './doctor/check-issuer.ts'
import { checkMail } from './doctor/check-mail.ts'
import { checkSecret } from './doctor/check-secret.ts'
import type { Finding } from './doctor/finding.ts'
import { createOutput, styled } from './output.ts'
import { configOf } from './with-database.ts'

const marks = {
  ok: ['green', 'ok     '],
  warning: ['yellow', 'warning'],
  problem: ['red', 'problem'],
} as const

const line = ({ status, check, message, fix }: Finding): string => {
  const [colour, mark] = marks[status]
  return `${styled(colour, mark)}  ${check}: ${message}${fix === undefined ? '' : `\n         ${fix}`}`
}

const examine = async (options: CommonOptions): Promise<Finding[]> => {
  const node: Finding = { check: 'node', status: 'ok', message: `Node ${process.versions.node}` }
  try {
    const config = await configOf(options)
    return [
      node,
      ...checkConfiguration(config),
      ...(await checkIssuer(config)),
      ...(await checkDatabase(config)),
      ...(await checkSecret(config)),
      ...(await checkMail(config)),
    ]
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const problems = error.problems.map(
      (message): Finding => ({ check: 'configuration', status: 'problem', message }),
    )
    return [node, ...problems]
  }
}

export const doctorCommand = (): Command =>
  configuredCommand(
    'doctor',
    'Checks the deployment, changes nothing, and says how to repair what is wrong.',
    ['mandate doctor', 'mandate doctor --json'],
  ).action(async (options: CommonOptions) => {
    const findings = await examine(options)
    const healthy = findings.every((finding) => finding.status !== 'problem')
    createOutput(options).result({ healthy, findings }, () => findings.map(line).join('\n'))
    if (!healthy) process.exitCode = 1
  })
