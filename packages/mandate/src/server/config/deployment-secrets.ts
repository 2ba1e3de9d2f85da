import { link, mkdir, open, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBase62 } from '../../protocol/random.ts'
import { ConfigurationError } from './configuration-error.ts'
import type { ServerConfig } from './server-config.ts'

const hasCode = (error: unknown, code: string): boolean => (error as { code?: unknown }).code === code

const readSecret = async (file: string): Promise<string | undefined> => {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    if (text.length >= 32) return text
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw new ConfigurationError([`the secret in ${file} cannot be read: ${(error as Error).message}`])
  }
  throw new ConfigurationError([
    `the secret in ${file} is damaged: it must have at least 32 characters; restore the file, or name the secret by MANDATE_SECRET`,
  ])
}

/** Puts a whole file in place at once, unless there is one: a start that is killed midway leaves no half secret. */
const createSecret = async (directory: string, file: string): Promise<void> => {
  const draft = `${file}.${randomBase62(12)}`
  const content = `${randomBase62(43)}\n`
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(draft, file).catch((error: unknown) => {
      // Some file systems have no hard links.
      if (hasCode(error, 'EEXIST')) throw error
      return writeFile(file, content, { flag: 'wx', mode: 0o600, flush: true })
    })
  } catch (error) {
    // Somebody who started at the same time was faster: theirs is the secret.
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await unlink(draft)
  }
}

/** Where a deployment on SQLite keeps the secret that it made itself. */
export const secretFile = (config: Pick<ServerConfig, 'dataDirectory'>): string =>
  join(config.dataDirectory, 'secret')

/**
 * The secrets of the deployment: the one that seals, then the former ones. On SQLite it is made in the data directory
 * at first start, when none is configured. A database in memory gets one that is as short-lived as itself.
 * @throws ConfigurationError if the secret cannot be read or made.
 */
export const deploymentSecrets = async (
  config: Pick<ServerConfig, 'secret' | 'formerSecrets' | 'dataDirectory' | 'database'>,
): Promise<readonly [string, ...string[]]> => {
  if (config.secret !== undefined) return [config.secret, ...config.formerSecrets]
  if (config.database.dialect === 'sqlite' && config.database.path === ':memory:') {
    return [randomBase62(43), ...config.formerSecrets]
  }
  const file = secretFile(config)
  let secret = await readSecret(file)
  if (secret === undefined) {
    try {
      await createSecret(config.dataDirectory, file)
    } catch (error) {
      throw new ConfigurationError([
        `dataDirectory: no secret can be made in ${config.dataDirectory}: ${(error as Error).message}`,
      ])
    }
    secret = await readSecret(file)
  }
  return [secret as string, ...config.formerSecrets]
}
