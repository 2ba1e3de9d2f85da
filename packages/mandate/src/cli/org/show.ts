import type { Command } from 'commander'
import { listAppRules } from '../../platform/organizations/list-app-rules.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { allMembers } from './all-members.ts'
import { describeMember, describeOrganization, organizationLines } from './describe-organization.ts'
import { getOrganization, organizationPorts } from './organization-ports.ts'

export const showOrganizationCommand = (): Command =>
  configuredCommand('show', 'Shows an organization with its policy and its rules about apps.', [
    'mandate org show acme',
  ])
    .argument('<slug>', 'of the organization')
    .action((slug: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const ports = organizationPorts(database)
        const organization = await getOrganization(database, slug)
        const members = await allMembers(organization.id, ports)
        const rules = await listAppRules(organization.id, ports)
        const appRules = rules.map(({ appId, appName, rule }) => ({ appId, appName, rule }))
        createOutput(options).result(
          { ...describeOrganization(organization), members: members.map(describeMember), appRules },
          () => organizationLines(organization, members, rules),
        )
      }),
    )
