import type { Command } from 'commander'
import { listOrganizations } from '../../platform/organizations/list-organizations.ts'
import type { Organization } from '../../platform/organizations/organization.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput, table } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describeOrganization } from './describe-organization.ts'
import { organizationPorts } from './organization-ports.ts'

export const listOrganizationsCommand = (): Command =>
  configuredCommand('list', 'Lists the organizations, oldest first.', [
    'mandate org list',
    'mandate org list --json',
  ]).action((options: CommonOptions) =>
    withDatabase(options, async ({ database }) => {
      const ports = organizationPorts(database)
      const all: Organization[] = []
      let cursor: string | undefined
      do {
        const page = await listOrganizations({ limit: 200, cursor }, ports)
        all.push(...page.organizations)
        cursor = page.nextCursor
      } while (cursor !== undefined)
      createOutput(options).result(all.map(describeOrganization), () =>
        all.length === 0
          ? 'There are no organizations.'
          : table(
              ['SLUG', 'NAME', 'INSTALL', 'ID'],
              all.map(({ slug, name, policy, id }) => [slug, name, policy.install, id]),
            ),
      )
    }),
  )
