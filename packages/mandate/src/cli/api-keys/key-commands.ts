import type { Command } from 'commander'
import type { ApiKey } from '../../platform/api-keys/api-key.ts'
import type { CreatedKey } from '../../platform/api-keys/create-key.ts'
import { type KeyRefusal, keyRefusalSentence } from '../../platform/api-keys/key-refusal.ts'
import type { KeyFilter } from '../../platform/api-keys/manage-keys.ts'
import { revokeKey } from '../../platform/api-keys/revoke-key.ts'
import { type CommonOptions, collect } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { parseDuration } from '../duration.ts'
import { createOutput, table, time } from '../output.ts'
import type { OpenedDatabase } from '../with-database.ts'
import { doing, keyPorts } from './key-ports.ts'

/** What every command takes that makes a key. */
export interface KeyOptions extends CommonOptions {
  readonly name: string
  readonly expiresIn?: number
}

export interface ScopedKeyOptions extends KeyOptions {
  readonly scope: readonly string[]
}

export const withKeyOptions = (command: Command, name: string): Command =>
  command
    .option('--name <name>', 'to tell keys apart', name)
    .option('--expires-in <time>', 'such as 90d or 12h (default: as long as may be)', parseDuration)

export const withScopeOption = (command: Command): Command =>
  command.requiredOption('--scope <name>', 'what it may do; give it once for each scope', collect)

const timeOrNull = (at: number | undefined): string | null => (at === undefined ? null : time(at))

const describeKey = (key: ApiKey) => ({
  id: key.id,
  name: key.name,
  lastFour: key.lastFour,
  ...(key.kind === 'operator' ? {} : { scopes: key.scopes }),
  ...(key.userId === undefined ? {} : { userId: key.userId }),
  ...(key.organizationId === undefined ? {} : { organizationId: key.organizationId }),
  createdAt: time(key.createdAt),
  expiresAt: timeOrNull(key.expiresAt),
  lastUsedAt: timeOrNull(key.lastUsedAt),
})

/** Prints a key that was made, with its text: in the terminal that alone, so that it can be kept by a pipe. */
export const showNewKey = (
  made: CreatedKey | ({ readonly outcome: 'refused' } & KeyRefusal),
  options: CommonOptions,
): void => {
  if (made.outcome === 'refused') throw new CommandError(keyRefusalSentence(made))
  createOutput(options).result({ ...describeKey(made.key), token: made.text }, () => made.text)
}

const keyTable = (keys: readonly ApiKey[]): string =>
  keys.length === 0
    ? 'There are none.'
    : table(
        ['ID', 'NAME', 'ENDS WITH', 'SCOPES', 'MADE', 'EXPIRES', 'LAST USED'],
        keys.map((key) => [
          key.id,
          key.name,
          key.lastFour,
          key.kind === 'operator' ? 'all' : key.scopes.join(' '),
          time(key.createdAt),
          key.expiresAt === undefined ? 'never' : time(key.expiresAt),
          key.lastUsedAt === undefined ? 'never' : time(key.lastUsedAt),
        ]),
      )

/** Prints the live keys that are meant. */
export const showKeys = async (
  opened: OpenedDatabase,
  filter: KeyFilter,
  options: CommonOptions,
): Promise<void> => {
  const { keys, clock } = keyPorts(opened)
  const found = await keys.list(filter, clock.now())
  createOutput(options).result(found.map(describeKey), () => keyTable(found))
}

/** Ends a live key that is meant. @throws CommandError if there is no such one. */
export const endKey = async (
  opened: OpenedDatabase,
  id: string,
  { kind, userId, organizationId }: KeyFilter,
  options: CommonOptions,
): Promise<void> => {
  const ports = keyPorts(opened)
  const key = await ports.keys.find(id, ports.clock.now())
  const isMeant =
    key?.kind === kind &&
    (userId === undefined || key.userId === userId) &&
    (organizationId === undefined || key.organizationId === organizationId)
  if (!key || !isMeant || !(await revokeKey({ ...doing, key }, ports)))
    throw new CommandError(`there is no live key ${id} here`)
  createOutput(options).result({ id, revoked: true }, () => `Revoked ${id}.`)
}
