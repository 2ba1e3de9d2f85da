import type { Command } from 'commander'
import { describedCommand } from './command.ts'
import { createUserCommand } from './user/create.ts'
import { listUsersCommand } from './user/list.ts'
import { setPasswordCommand } from './user/set-password.ts'
import { disableUserCommand, enableUserCommand, verifyUserCommand } from './user/set-status.ts'
import { userTokenCommand } from './user/token.ts'

export const userCommand = (): Command =>
  describedCommand(
    'user',
    'Creates, lists and disables people, sets their passwords, and makes their API tokens.',
    ['mandate user create ada@example.com --name "Ada Lovelace" --verified', 'mandate user list'],
  )
    .addCommand(createUserCommand())
    .addCommand(listUsersCommand())
    .addCommand(disableUserCommand())
    .addCommand(enableUserCommand())
    .addCommand(setPasswordCommand())
    .addCommand(verifyUserCommand())
    .addCommand(userTokenCommand())
