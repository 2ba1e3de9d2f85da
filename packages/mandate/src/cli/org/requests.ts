import type { Command } from 'commander'
import {
  approveRequest,
  type DecideApprovalPorts,
  denyRequest,
} from '../../platform/installations/decide-approval.ts'
import {
  describeRequest,
  type ListedRequest,
  listRequests,
} from '../../platform/installations/list-requests.ts'
import { type CommonOptions, collect, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { type CommandMails, commandMails } from '../command-mails.ts'
import { createOutput, table, time } from '../output.ts'
import { type OpenedDatabase, withDatabase } from '../with-database.ts'
import { doing, getOrganization, organizationPorts } from './organization-ports.ts'

interface DecideOptions extends CommonOptions {
  readonly scope?: string[]
  readonly note?: string
}

const describe = (request: ListedRequest): object => ({
  id: request.id,
  appId: request.appId,
  appName: request.appName,
  requestedBy: request.requester.email,
  scopes: request.scopes,
  grantedScopes: request.grantedScopes,
  actorModes: request.actorModes,
  reason: request.reason ?? null,
  createdAt: time(request.createdAt),
})

const limit = 200

export const requestsCommand = (): Command =>
  configuredCommand('requests', 'Lists the apps that members ask the admins for, oldest first.', [
    'mandate org requests acme',
  ])
    .argument('<slug>', 'of the organization')
    .action((slug: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const { id: organizationId } = await getOrganization(database, slug)
        const ports = organizationPorts(database)
        const all: ListedRequest[] = []
        for (let page: readonly ListedRequest[] | undefined; page === undefined || page.length === limit; ) {
          page = await listRequests({ organizationId, decided: false, after: all.at(-1)?.id, limit }, ports)
          all.push(...page)
        }
        createOutput(options).result(all.map(describe), () =>
          all.length === 0
            ? 'Nobody asks for an app.'
            : table(
                ['ID', 'APP', 'BY', 'SCOPES', 'REASON'],
                all.map((one) => [
                  one.id,
                  one.appName,
                  one.requester.email,
                  one.scopes.join(' '),
                  one.reason ?? '',
                ]),
              ),
        )
      }),
    )

const decidingPorts = (
  { database }: OpenedDatabase,
  { mails, background }: CommandMails,
): DecideApprovalPorts => ({ ...organizationPorts(database), mails, background })

/** @throws CommandError with the reason in words. */
const refused = (requestId: string, reason: string): CommandError =>
  new CommandError(
    reason === 'not_found'
      ? `there is no request ${requestId}`
      : `the request could not be decided: ${reason.replaceAll('_', ' ')}`,
  )

export const approveCommand = (): Command =>
  configuredCommand('approve', 'Grants an app what a member asked for, or some of it, and mails it.', [
    'mandate org approve req_01k…',
    'mandate org approve req_01k… --scope posts:read --note "Reading is enough."',
  ])
    .argument('<request-id>', 'of the request')
    .option('--scope <name>', 'grant only these; may be repeated (default: all)', collect)
    .option('--note <text>', 'for who asked')
    .action((requestId: string, options: DecideOptions) =>
      withDatabase(options, async (opened) => {
        const output = createOutput(options)
        const mails = commandMails(opened, output)
        const ports = organizationPorts(opened.database)
        const request = await describeRequest(requestId, ports)
        if (!request) throw refused(requestId, 'not_found')
        const scopes = options.scope ?? request.scopes
        const input = { requestId, scopes, note: options.note, ...doing }
        const decided = await approveRequest(input, decidingPorts(opened, mails))
        if (decided.outcome === 'refused') throw refused(requestId, decided.reason)
        await mails.settle()
        const { installationId, grantedScopes } = decided
        output.result(
          { requestId, installationId, grantedScopes },
          () => `Approved: ${request.appName} may ${grantedScopes.join(' ') || 'do nothing yet'}.`,
        )
      }),
    )

export const denyCommand = (): Command =>
  configuredCommand('deny', 'Denies what a member asked for, and mails it.', [
    'mandate org deny req_01k… --note "We use another app for that."',
  ])
    .argument('<request-id>', 'of the request')
    .option('--note <text>', 'for who asked')
    .action((requestId: string, options: DecideOptions) =>
      withDatabase(options, async (opened) => {
        const output = createOutput(options)
        const mails = commandMails(opened, output)
        const input = { requestId, note: options.note, ...doing }
        const decided = await denyRequest(input, decidingPorts(opened, mails))
        if (decided.outcome === 'refused') throw refused(requestId, decided.reason)
        await mails.settle()
        output.result({ requestId, denied: true }, () => 'Denied.')
      }),
    )
