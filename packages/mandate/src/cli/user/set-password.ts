import type { Command } from 'commander'
import { applyState } from '../../platform/state/apply-state.ts'
import { parseState } from '../../platform/state/check-state.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { withDatabase } from '../with-database.ts'
import { describeUser } from './describe-user.ts'
import { getUser } from './find-user.ts'
import { readPassword } from './read-password.ts'

export const setPasswordCommand = (): Command =>
  configuredCommand('set-password', "Sets a user's password and signs them out everywhere.", [
    'mandate user set-password ada@example.com',
    'mandate user set-password ada@example.com --password-stdin < password.txt',
  ])
    .argument('<email>', 'of the user')
    .option('--password-stdin', 'read the password from standard input')
    .action((email: string, options: CommonOptions & { passwordStdin?: boolean }) =>
      withDatabase(options, async (opened) => {
        const ports = statePorts(opened)
        const user = await getUser(ports.store, email)
        const password = await readPassword(email, options.passwordStdin === true)
        await applyState(parseState({ users: [{ email: user.email, password }] }), ports)
        const after = await getUser(ports.store, email)
        createOutput(options).result(describeUser(after), () => `Set the password of ${user.email}.`)
      }),
    )
