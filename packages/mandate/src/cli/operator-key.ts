import type { Command } from 'commander'
import { createOperatorKey } from '../platform/api-keys/create-operator-key.ts'
import { endKey, type KeyOptions, showKeys, showNewKey, withKeyOptions } from './api-keys/key-commands.ts'
import { doing, keyPorts } from './api-keys/key-ports.ts'
import { type CommonOptions, configuredCommand, describedCommand } from './command.ts'
import { withDatabase } from './with-database.ts'

const createCommand = (): Command =>
  withKeyOptions(
    configuredCommand('create', 'Makes a key that opens the whole management API, and prints it, once.', [
      'mandate operator-key create --name deploy --expires-in 90d',
      'mandate operator-key create > key.txt',
    ]),
    'operator key',
  ).action((options: KeyOptions) =>
    withDatabase(options, async (opened) => {
      const input = { ...doing, name: options.name, lifetime: options.expiresIn }
      showNewKey(await createOperatorKey(input, keyPorts(opened)), options)
    }),
  )

const listCommand = (): Command =>
  configuredCommand('list', 'Lists the operator keys that are live, oldest first.', [
    'mandate operator-key list',
  ]).action((options: CommonOptions) =>
    withDatabase(options, (opened) => showKeys(opened, { kind: 'operator' }, options)),
  )

const revokeCommand = (): Command =>
  configuredCommand('revoke', 'Ends an operator key, at once.', ['mandate operator-key revoke key_01k…'])
    .argument('<key-id>', 'of the key')
    .action((id: string, options: CommonOptions) =>
      withDatabase(options, (opened) => endKey(opened, id, { kind: 'operator' }, options)),
    )

export const operatorKeyCommand = (): Command =>
  describedCommand('operator-key', 'Makes, lists and revokes keys for the management API.', [
    'mandate operator-key create --name deploy --expires-in 90d',
    'mandate operator-key list',
  ])
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand())
