import type { Command } from 'commander'
import { createOrganization } from '../../platform/organizations/create-organization.ts'
import { renameOrganization } from '../../platform/organizations/rename-organization.ts'
import { label, slug as slugField } from '../../platform/state/state-fields.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { getUser } from '../user/find-user.ts'
import { withDatabase } from '../with-database.ts'
import { describeOrganization } from './describe-organization.ts'
import { changedMeanwhile, doing, getOrganization, organizationPorts } from './organization-ports.ts'

/** @throws CommandError for what the state file would not take either. */
const checked = (field: typeof label, what: string, text: string): string => {
  const parsed = field.safeParse(text)
  if (!parsed.success) throw new CommandError(`the ${what} ${parsed.error.issues[0]?.message ?? 'is wrong'}`)
  return parsed.data
}

export const createOrganizationCommand = (): Command =>
  configuredCommand('create', 'Creates an organization.', [
    'mandate org create acme "Acme GmbH" --owner ada@example.com',
  ])
    .argument('<slug>', 'by which people and apps name it: lower-case letters, digits, inner hyphens')
    .argument('<name>', 'as people know it')
    .option('--owner <email>', 'the user who owns it first')
    .action((slug: string, name: string, options: CommonOptions & { owner?: string }) =>
      withDatabase(options, async (opened) => {
        const { database } = opened
        const owner =
          options.owner === undefined ? undefined : await getUser(statePorts(opened).store, options.owner)
        const input = {
          slug: checked(slugField, 'slug', slug),
          name: checked(label, 'name', name),
          ownerId: owner?.id,
          ...doing,
        }
        const created = await createOrganization(input, organizationPorts(database))
        if (created.outcome === 'slug_taken')
          throw new CommandError(`there is an organization ${slug} already`)
        if (created.outcome === 'unknown_owner') throw new CommandError(`${options.owner} is disabled`)
        createOutput(options).result(
          describeOrganization(created.organization),
          () => `Created ${name} (${created.organization.id}).`,
        )
      }),
    )

export const renameOrganizationCommand = (): Command =>
  configuredCommand('rename', 'Gives an organization another name. Its slug stays.', [
    'mandate org rename acme "Acme AG"',
  ])
    .argument('<slug>', 'of the organization')
    .argument('<name>', 'as people shall know it')
    .action((slug: string, name: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const { id } = await getOrganization(database, slug)
        const input = { organizationId: id, name: checked(label, 'name', name), ...doing }
        const { outcome } = await renameOrganization(input, organizationPorts(database))
        if (outcome === 'changed_meanwhile' || outcome === 'unknown') throw changedMeanwhile(slug)
        const after = await getOrganization(database, slug)
        createOutput(options).result(describeOrganization(after), () => `It is called ${after.name} now.`)
      }),
    )
