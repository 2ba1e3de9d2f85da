import type { Command } from 'commander'
import { applyState } from '../../platform/state/apply-state.ts'
import { parseState } from '../../platform/state/check-state.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { withDatabase } from '../with-database.ts'
import { describeUser } from './describe-user.ts'
import { getUser } from './find-user.ts'

interface Status {
  readonly name: string
  readonly summary: string
  readonly set: { readonly disabled?: boolean; readonly emailVerified?: boolean }
  readonly done: string
}

const statusCommand = ({ name, summary, set, done }: Status): Command =>
  configuredCommand(name, summary, [`mandate user ${name} ada@example.com`])
    .argument('<email>', 'of the user')
    .action((email: string, options: CommonOptions) =>
      withDatabase(options, async (opened) => {
        const ports = statePorts(opened)
        const user = await getUser(ports.store, email)
        await applyState(parseState({ users: [{ email: user.email, ...set }] }), ports)
        const after = await getUser(ports.store, email)
        createOutput(options).result(describeUser(after), () => `${user.email} ${done}.`)
      }),
    )

export const disableUserCommand = (): Command =>
  statusCommand({
    name: 'disable',
    summary: 'Closes an account: the user is signed out and cannot sign in.',
    set: { disabled: true },
    done: 'is disabled',
  })

export const enableUserCommand = (): Command =>
  statusCommand({
    name: 'enable',
    summary: 'Opens a disabled account again.',
    set: { disabled: false },
    done: 'is enabled',
  })

export const verifyUserCommand = (): Command =>
  statusCommand({
    name: 'verify',
    summary: "Marks a user's e-mail address as theirs.",
    set: { emailVerified: true },
    done: 'is verified',
  })
