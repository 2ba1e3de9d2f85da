import type { Command } from 'commander'
import { createOrganizationKey } from '../../platform/api-keys/create-organization-key.ts'
import { findOrganization } from '../../platform/organizations/find-organization.ts'
import type { Organization } from '../../platform/organizations/organization.ts'
import { createOrganizationStore } from '../../store/organizations.ts'
import {
  endKey,
  type ScopedKeyOptions,
  showKeys,
  showNewKey,
  withKeyOptions,
  withScopeOption,
} from '../api-keys/key-commands.ts'
import { doing, keyPorts } from '../api-keys/key-ports.ts'
import { type CommonOptions, configuredCommand, describedCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { type OpenedDatabase, withDatabase } from '../with-database.ts'

const getOrganization = async ({ database }: OpenedDatabase, slug: string): Promise<Organization> => {
  const organization = await findOrganization(slug, { organizations: createOrganizationStore(database) })
  if (!organization) throw new CommandError(`there is no organization ${slug}`)
  return organization
}

const createCommand = (): Command =>
  withKeyOptions(
    withScopeOption(
      configuredCommand('create', 'Makes an API key of an organization and prints it, once.', [
        'mandate org key create acme --scope posts:read --name "web site"',
      ]).argument('<slug>', 'of the organization'),
    ),
    'organization key',
  ).action((slug: string, options: ScopedKeyOptions) =>
    withDatabase(options, async (opened) => {
      const { id, policy } = await getOrganization(opened, slug)
      const { name, scope: scopes, expiresIn: lifetime } = options
      const organization = { id, ceiling: policy.scopeCeiling }
      const input = { ...doing, organization, name, scopes, lifetime }
      showNewKey(await createOrganizationKey(input, keyPorts(opened)), options)
    }),
  )

const listCommand = (): Command =>
  configuredCommand('list', "Lists an organization's API keys that are live, oldest first.", [
    'mandate org key list acme',
  ])
    .argument('<slug>', 'of the organization')
    .action((slug: string, options: CommonOptions) =>
      withDatabase(options, async (opened) => {
        const { id: organizationId } = await getOrganization(opened, slug)
        await showKeys(opened, { kind: 'organization', organizationId }, options)
      }),
    )

const revokeCommand = (): Command =>
  configuredCommand('revoke', 'Ends an API key of an organization, at once.', [
    'mandate org key revoke acme key_01k…',
  ])
    .argument('<slug>', 'of the organization')
    .argument('<key-id>', 'of the key')
    .action((slug: string, id: string, options: CommonOptions) =>
      withDatabase(options, async (opened) => {
        const { id: organizationId } = await getOrganization(opened, slug)
        await endKey(opened, id, { kind: 'organization', organizationId }, options)
      }),
    )

export const organizationKeyCommand = (): Command =>
  describedCommand('key', 'Makes, lists and revokes the API keys of an organization.', [
    'mandate org key create acme --scope posts:read',
    'mandate org key list acme',
  ])
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand())
