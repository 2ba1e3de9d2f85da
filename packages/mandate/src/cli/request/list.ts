import { type Command, Option } from 'commander'
import type { RegistrationRequest } from '../../platform/registration-requests/registration-request.ts'
import { systemClock } from '../../protocol/clock.ts'
import { createRegistrationRequestStore } from '../../store/registration-requests.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput, time } from '../output.ts'
import { withDatabase } from '../with-database.ts'

type Status = 'pending' | 'approved' | 'declined'

const pageSize = 200

const describe = (request: RegistrationRequest): object => {
  const { decision } = request
  return {
    id: request.id,
    email: request.email,
    useCase: request.useCase,
    manifest: request.manifest,
    createdAt: time(request.createdAt),
    expiresAt: time(request.expiresAt),
    decision: decision?.decision ?? null,
    decidedAt: decision === undefined ? null : time(decision.decidedAt),
    note: decision?.note ?? null,
    appId: decision?.appId ?? null,
    pickedUpAt: request.pickedUpAt === undefined ? null : time(request.pickedUpAt),
  }
}

const lines = ({ id, email, useCase, manifest, createdAt }: RegistrationRequest): string =>
  [
    `${manifest.name} (${manifest.type ?? 'confidential'}), asked for by ${email} at ${time(createdAt)}`,
    `  id             ${id}`,
    `  redirect URIs  ${(manifest.redirectUris ?? []).join(' ') || 'none'}`,
    `  scopes         ${(manifest.scopes ?? []).join(' ') || 'those of every new app'}`,
    `  use case       ${useCase.replaceAll('\n', '\n                 ')}`,
  ].join('\n')

export const listRequestsCommand = (): Command =>
  configuredCommand('list', 'Lists requests for an app, oldest first.', [
    'mandate request list',
    'mandate request list --status declined --json',
  ])
    .addOption(
      new Option('--status <status>', 'which of them')
        .choices(['pending', 'approved', 'declined'])
        .default('pending'),
    )
    .action((options: CommonOptions & { readonly status: Status }) =>
      withDatabase(options, async ({ database }) => {
        const store = createRegistrationRequestStore(database)
        const found: RegistrationRequest[] = []
        for (;;) {
          const filter = { status: options.status, now: systemClock.now(), limit: pageSize }
          const page = await store.listRequests({ ...filter, after: found.at(-1)?.id })
          found.push(...page)
          if (page.length < pageSize) break
        }
        createOutput(options).result(found.map(describe), () =>
          found.length === 0 ? `There are no ${options.status} requests.` : found.map(lines).join('\n\n'),
        )
      }),
    )
