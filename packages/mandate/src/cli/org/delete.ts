import { isCancel, text } from '@clack/prompts'
import type { Command } from 'commander'
import { deleteOrganization } from '../../platform/organizations/delete-organization.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { doing, getOrganization, organizationPorts } from './organization-ports.ts'

const confirm = async (slug: string): Promise<void> => {
  if (!process.stdin.isTTY) throw new UsageError('deleting cannot be undone: confirm it with --yes')
  const typed = await text({
    message: `This ends every installation there, with its tokens. Type ${slug} to delete it.`,
    output: process.stderr,
  })
  if (isCancel(typed) || typed !== slug) throw new CommandError('nothing was deleted')
}

export const deleteOrganizationCommand = (): Command =>
  configuredCommand(
    'delete',
    'Deletes an organization with its memberships, installations and tokens. Cannot be undone.',
    ['mandate org delete acme', 'mandate org delete acme --yes'],
  )
    .argument('<slug>', 'of the organization')
    .option('--yes', 'do not ask')
    .action((slug: string, options: CommonOptions & { yes?: boolean }) =>
      withDatabase(options, async ({ database }) => {
        const organization = await getOrganization(database, slug)
        if (!options.yes) await confirm(slug)
        const input = { organizationId: organization.id, ...doing }
        const { outcome } = await deleteOrganization(input, organizationPorts(database))
        if (outcome === 'owns_apps')
          throw new CommandError(`${organization.name} owns apps: hand them over or delete them first`)
        createOutput(options).result({ slug, deleted: true }, () => `Deleted ${organization.name}.`)
      }),
    )
