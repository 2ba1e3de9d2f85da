import type { Command } from 'commander'
import { describedCommand } from './command.ts'
import { approveRequestCommand, declineRequestCommand } from './request/decide.ts'
import { listRequestsCommand } from './request/list.ts'

export const requestCommand = (): Command =>
  describedCommand('request', 'Decides on apps that people without an account ask for.', [
    'mandate request list',
    'mandate request approve rreq_01k… --note "Welcome"',
  ])
    .addCommand(listRequestsCommand())
    .addCommand(approveRequestCommand())
    .addCommand(declineRequestCommand())
