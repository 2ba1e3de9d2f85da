import type { Command } from 'commander'
import {
  type ListedInstallation,
  listInstallations,
} from '../../platform/installations/list-installations.ts'
import { removeInstallation } from '../../platform/installations/remove-installation.ts'
import {
  reinstateInstallation,
  suspendInstallation,
} from '../../platform/installations/suspend-installation.ts'
import type { Database } from '../../store/database.ts'
import { getApp } from '../app/find-app.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { createOutput, table, time } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { doing, getOrganization, organizationPorts } from './organization-ports.ts'

const pageSize = 200

const allInstallations = async (
  database: Database,
  organizationId: string,
): Promise<ListedInstallation[]> => {
  const all: ListedInstallation[] = []
  for (;;) {
    const filter = { organizationId, after: all.at(-1)?.id, limit: pageSize }
    const page = await listInstallations(filter, organizationPorts(database))
    all.push(...page)
    if (page.length < pageSize) return all
  }
}

const describe = (one: ListedInstallation): object => ({
  id: one.id,
  appId: one.appId,
  appName: one.app.name,
  status: one.status,
  grantedScopes: one.grantedScopes,
  unusedScopes: one.unusedScopes,
  actorModes: one.actorModes,
  installedBy: one.installer?.email ?? null,
  pendingRequests: one.pendingRequests,
  createdAt: time(one.createdAt),
  lastUsedAt: one.lastUsedAt === undefined ? null : time(one.lastUsedAt),
  expiresAt: one.expiresAt === undefined ? null : time(one.expiresAt),
})

export const installedAppsCommand = (): Command =>
  configuredCommand('apps', 'Lists the apps of an organization, with what they may do and do not use.', [
    'mandate org apps acme',
    'mandate org apps acme --json',
  ])
    .argument('<slug>', 'of the organization')
    .action((slug: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const { id } = await getOrganization(database, slug)
        const all = await allInstallations(database, id)
        createOutput(options).result(all.map(describe), () =>
          all.length === 0
            ? 'There are no apps.'
            : table(
                ['APP', 'STATUS', 'AS', 'SCOPES', 'UNUSED', 'LAST USED'],
                all.map((one) => [
                  one.app.name,
                  one.status,
                  one.actorModes.join(' '),
                  one.grantedScopes.join(' '),
                  one.unusedScopes.join(' '),
                  one.lastUsedAt === undefined ? 'never' : time(one.lastUsedAt),
                ]),
              ),
        )
      }),
    )

const installationCommand = (
  name: string,
  summary: string,
  verb: typeof suspendInstallation | typeof removeInstallation,
  done: string,
): Command =>
  configuredCommand(name, summary, [`mandate org ${name} acme demo`])
    .argument('<slug>', 'of the organization')
    .argument('<client-id>', 'of the app')
    .action((slug: string, clientId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const organization = await getOrganization(database, slug)
        const app = await getApp(database, clientId)
        const all = await allInstallations(database, organization.id)
        const installation = all.find(({ appId }) => appId === app.id)
        if (!installation) throw new CommandError(`${app.name} is not installed in ${organization.name}`)
        const input = { installationId: installation.id, ...doing }
        const changed = await verb(input, organizationPorts(database))
        createOutput(options).result(
          { slug, clientId, installationId: installation.id, changed },
          () => `${app.name} ${changed ? 'is' : 'could not be'} ${done} in ${organization.name}.`,
        )
        if (!changed) throw new CommandError(`its installation is ${installation.status}`)
      }),
    )

/** What is done to an app in one organization. */
export const installationCommands = (): Command[] => [
  installationCommand(
    'suspend-app',
    'Stops an app in an organization until it is reinstated.',
    suspendInstallation,
    'suspended',
  ),
  installationCommand(
    'reinstate-app',
    'Lets an app go on that was suspended in an organization.',
    reinstateInstallation,
    'reinstated',
  ),
  installationCommand(
    'remove-app',
    'Removes an app from an organization: its tokens end at once.',
    removeInstallation,
    'removed',
  ),
]
