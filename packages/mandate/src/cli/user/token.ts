import type { Command } from 'commander'
import { createPersonalToken } from '../../platform/api-keys/create-personal-token.ts'
import {
  endKey,
  type ScopedKeyOptions,
  showKeys,
  showNewKey,
  withKeyOptions,
  withScopeOption,
} from '../api-keys/key-commands.ts'
import { doing, keyPorts } from '../api-keys/key-ports.ts'
import { getOwner } from '../app/find-owner.ts'
import { type CommonOptions, configuredCommand, describedCommand } from '../command.ts'
import { statePorts } from '../state-ports.ts'
import { type OpenedDatabase, withDatabase } from '../with-database.ts'
import { getUser } from './find-user.ts'

interface Options extends ScopedKeyOptions {
  readonly organization?: string
}

const userIdOf = async (opened: OpenedDatabase, email: string): Promise<string> =>
  (await getUser(statePorts(opened).store, email)).id

const createCommand = (): Command =>
  withKeyOptions(
    withScopeOption(
      configuredCommand('create', 'Makes a personal API token of a user and prints it, once.', [
        'mandate user token create ada@example.com --scope posts:read --expires-in 90d',
        'mandate user token create ada@example.com --scope mandate:apps:write --organization acme',
      ]).argument('<email>', 'of the user'),
    ).option('--organization <slug>', 'the only organization in which it acts'),
    'personal token',
  ).action((email: string, options: Options) =>
    withDatabase(options, async (opened) => {
      const { name, scope: scopes, expiresIn: lifetime, organization } = options
      const userId = await userIdOf(opened, email)
      const owner = organization === undefined ? undefined : await getOwner(opened.database, organization)
      const organizationId = owner?.id
      const input = { ...doing, userId, name, scopes, lifetime, organizationId }
      showNewKey(await createPersonalToken(input, keyPorts(opened)), options)
    }),
  )

const listCommand = (): Command =>
  configuredCommand('list', "Lists a user's personal API tokens that are live, oldest first.", [
    'mandate user token list ada@example.com',
  ])
    .argument('<email>', 'of the user')
    .action((email: string, options: CommonOptions) =>
      withDatabase(options, async (opened) =>
        showKeys(opened, { kind: 'personal', userId: await userIdOf(opened, email) }, options),
      ),
    )

const revokeCommand = (): Command =>
  configuredCommand('revoke', 'Ends a personal API token, at once, and those that were made by it.', [
    'mandate user token revoke ada@example.com key_01k…',
  ])
    .argument('<email>', 'of the user')
    .argument('<key-id>', 'of the token')
    .action((email: string, id: string, options: CommonOptions) =>
      withDatabase(options, async (opened) =>
        endKey(opened, id, { kind: 'personal', userId: await userIdOf(opened, email) }, options),
      ),
    )

export const userTokenCommand = (): Command =>
  describedCommand('token', 'Makes, lists and revokes the personal API tokens of a user.', [
    'mandate user token create ada@example.com --scope posts:read --expires-in 90d',
    'mandate user token list ada@example.com',
  ])
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand())
