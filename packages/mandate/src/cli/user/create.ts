import type { Command } from 'commander'
import { applyState } from '../../platform/state/apply-state.ts'
import { parseState } from '../../platform/state/check-state.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { withDatabase } from '../with-database.ts'
import { describeUser } from './describe-user.ts'
import { findUser, getUser } from './find-user.ts'
import { readPassword } from './read-password.ts'

interface Options extends CommonOptions {
  readonly name?: string
  readonly verified?: boolean
  readonly password: boolean
  readonly passwordStdin?: boolean
}

export const createUserCommand = (): Command =>
  configuredCommand('create', 'Creates a user. Asks for the password, on a terminal.', [
    'mandate user create ada@example.com --name "Ada Lovelace" --verified',
    'mandate user create ada@example.com --password-stdin < password.txt',
    'mandate user create ada@example.com --no-password',
  ])
    .argument('<email>', 'by which the user signs in')
    .option('--name <name>', 'as people know them')
    .option('--verified', 'the address is known to be theirs')
    .option('--password-stdin', 'read the password from standard input')
    .option('--no-password', 'none for now: they can reset it by mail')
    .action((email: string, options: Options) =>
      withDatabase(options, async (opened) => {
        const output = createOutput(options)
        const ports = statePorts(opened)
        if (await findUser(ports.store, email))
          throw new CommandError(`there is a user with the e-mail ${email} already`)
        const password = options.password
          ? await readPassword(email, options.passwordStdin === true)
          : undefined
        const entry = { email, password, name: options.name, emailVerified: options.verified }
        await applyState(parseState({ users: [entry] }), ports)
        const user = await getUser(ports.store, email)
        output.result(describeUser(user), () => `Created ${user.email} (${user.id}).`)
      }),
    )
