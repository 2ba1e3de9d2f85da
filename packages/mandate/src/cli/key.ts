import { type Command, Option } from 'commander'
import type { SigningAlgorithm } from '../protocol/client.ts'
import { systemClock } from '../protocol/clock.ts'
import { createSealer } from '../protocol/sealing.ts'
import { rotateSigningKey, type StoredSigningKey } from '../protocol/tokens/signing-keys.ts'
import { deploymentSecrets } from '../server/config.ts'
import { createAppStore } from '../store/apps.ts'
import { createSigningKeyStore } from '../store/signing-keys.ts'
import { type CommonOptions, configuredCommand, describedCommand } from './command.ts'
import { CommandError } from './command-error.ts'
import { createOutput, table, time } from './output.ts'
import { type OpenedDatabase, withDatabase } from './with-database.ts'

const algorithms: readonly SigningAlgorithm[] = ['RS256', 'ES256', 'EdDSA']

const statusOf = (key: StoredSigningKey, now: number): string => {
  if (key.activeAt > now) return 'published'
  return key.retiredAt !== undefined && key.retiredAt <= now ? 'retired' : 'signing'
}

const describeKey = (key: StoredSigningKey, now: number): object => ({
  kid: key.kid,
  algorithm: key.algorithm,
  status: statusOf(key, now),
  createdAt: time(key.createdAt),
  signsFrom: time(key.activeAt),
  signsUntil: key.retiredAt === undefined ? null : time(key.retiredAt),
  publishedUntil: key.expiresAt === undefined ? null : time(key.expiresAt),
})

const keyTable = (keys: readonly StoredSigningKey[], now: number): string =>
  table(
    ['KEY', 'ALGORITHM', 'STATUS', 'SIGNS FROM', 'SIGNS UNTIL'],
    keys.map((key) => [
      key.kid,
      key.algorithm,
      statusOf(key, now),
      time(key.activeAt),
      key.retiredAt === undefined ? '' : time(key.retiredAt),
    ]),
  )

/** What a key signs now, the longest of it: until then it must stay published. Seconds. */
const longestLifetime = async ({ config, database }: OpenedDatabase): Promise<number> => {
  const apps = await createAppStore(database).listApps()
  const chosen = apps.flatMap(({ client: { settings } }) => [
    settings.lifetimes.idToken ?? 0,
    settings.lifetimes.accessToken ?? 0,
  ])
  return Math.max(config.lifetimes.idToken, config.lifetimes.jwtAccessToken, ...chosen)
}

const listCommand = (): Command =>
  configuredCommand('list', 'Lists the signing keys.', ['mandate key list']).action(
    (options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const keys = await createSigningKeyStore(database).listSigningKeys()
        const now = systemClock.now()
        createOutput(options).result(
          keys.map((key) => describeKey(key, now)),
          () =>
            keys.length === 0
              ? 'There are no keys yet: the server makes them at first start.'
              : keyTable(keys, now),
        )
      }),
  )

const rotateCommand = (): Command =>
  configuredCommand(
    'rotate',
    'Makes new signing keys. Each is published before it signs, and the old ones stay published until the last token that they signed has expired.',
    ['mandate key rotate', 'mandate key rotate --algorithm RS256'],
  )
    .addOption(new Option('--algorithm <name>', 'only this one').choices(algorithms))
    .action((options: CommonOptions & { algorithm?: SigningAlgorithm }) =>
      withDatabase(options, async (opened) => {
        const { config, database } = opened
        const store = createSigningKeyStore(database)
        const sealer = createSealer(await deploymentSecrets(config), 'signing keys')
        const present = await store.listSigningKeys()
        if (present.length === 0)
          throw new CommandError('there are no keys yet: the server makes them at first start')
        // A key sealed by another secret than the server's would stop the server.
        for (const { kid, sealedPrivateKey } of present) sealer.open(sealedPrivateKey, `signing key ${kid}`)
        const lifetime = await longestLifetime(opened)
        const made: StoredSigningKey[] = []
        for (const algorithm of options.algorithm ? [options.algorithm] : algorithms)
          made.push(await rotateSigningKey({ store, sealer, clock: systemClock }, algorithm, lifetime))
        const now = systemClock.now()
        createOutput(options).result(
          made.map((key) => describeKey(key, now)),
          () => keyTable(made, now),
        )
      }),
    )

export const keyCommand = (): Command =>
  describedCommand('key', 'Rotates and lists the keys that sign tokens.', [
    'mandate key rotate',
    'mandate key list',
  ])
    .addCommand(rotateCommand())
    .addCommand(listCommand())
