import type { Command } from 'commander'
import { createOrganizationKey } from '../../platform/api-keys/create-organization-key.ts'
import {
  endKey,
  type ScopedKeyOptions,
  showKeys,
  showNewKey,
  withKeyOptions,
  withScopeOption,
} from '../api-keys/key-commands.ts'
import { keyPorts } from '../api-keys/key-ports.ts'
import { type CommonOptions, configuredCommand, describedCommand } from '../command.ts'
import { withDatabase } from '../with-database.ts'
import { doing, getOrganization } from './organization-ports.ts'

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
      const { id, policy } = await getOrganization(opened.database, slug)
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
        const { id: organizationId } = await getOrganization(opened.database, slug)
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
        const { id: organizationId } = await getOrganization(opened.database, slug)
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
