import type { Command } from 'commander'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput, table } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { withDatabase } from '../with-database.ts'
import { describeUser } from './describe-user.ts'

export const listUsersCommand = (): Command =>
  configuredCommand('list', 'Lists the users, oldest first.', [
    'mandate user list',
    'mandate user list --json',
  ]).action((options: CommonOptions) =>
    withDatabase(options, async (opened) => {
      const users = await statePorts(opened).store.listUsers()
      createOutput(options).result(users.map(describeUser), () =>
        users.length === 0
          ? 'There are no users.'
          : table(
              ['E-MAIL', 'NAME', 'VERIFIED', 'DISABLED', 'ID'],
              users.map((user) => [
                user.email,
                user.name ?? '',
                user.emailVerifiedAt === undefined ? 'no' : 'yes',
                user.disabledAt === undefined ? 'no' : 'yes',
                user.id,
              ]),
            ),
      )
    }),
  )
