/** The configuration: defaults, then `mandate.config.ts`, then the environment, then flags. Alone reads `process.env`. */
import { checkConfig } from './config/check-config.ts'
import { loadConfigFile } from './config/config-file.ts'
import { ConfigurationError } from './config/configuration-error.ts'
import { type FoundValue, readEnvironment } from './config/environment.ts'
import type { ServerConfig } from './config/server-config.ts'

export { checkConfig } from './config/check-config.ts'
export type { MandateConfig } from './config/config-schema.ts'
export { ConfigurationError } from './config/configuration-error.ts'
export { type DatabaseAddress, describeDatabase } from './config/database-address.ts'
export { defineConfig } from './config/define-config.ts'
export { deploymentSecrets } from './config/deployment-secrets.ts'
export type { LogLevel, ServerConfig } from './config/server-config.ts'

/** What the command line may override. */
export interface ConfigFlags {
  readonly issuer?: string | undefined
  readonly port?: string | undefined
  readonly host?: string | undefined
  readonly database?: string | undefined
  readonly dataDirectory?: string | undefined
  readonly logLevel?: string | undefined
}

export interface LoadOptions {
  readonly flags?: ConfigFlags | undefined
  /** Instead of a file: what one would export. */
  readonly content?: unknown
  /** What `--config` names; then the file must exist. */
  readonly configFile?: string | undefined
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
  /** The working directory, from which relative paths are meant. */
  readonly directory?: string | undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const copy = (value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)])) : value

const place = (target: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [head = '', ...rest] = path
  if (rest.length === 0) {
    target[head] = value
    return
  }
  if (!isObject(target[head])) target[head] = {}
  place(target[head] as Record<string, unknown>, rest, value)
}

const flagValues = (flags: ConfigFlags): FoundValue[] =>
  Object.entries(flags).flatMap(([key, text]) => {
    if (text === undefined) return []
    const name = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const value = key === 'port' && /^\d+$/.test(text) ? Number(text) : text
    return [{ path: [key], value, origin: name }]
  })

/**
 * The configuration of this process. Nothing is written: see `deploymentSecrets` and `openStore`.
 * @throws ConfigurationError with every problem at once.
 */
export const loadConfig = async (options: LoadOptions = {}): Promise<ServerConfig> => {
  const directory = options.directory ?? process.cwd()
  const loaded =
    options.content === undefined
      ? await loadConfigFile(directory, options.configFile)
      : { file: { name: 'the configuration given', content: options.content } }
  const environment = readEnvironment(options.environment ?? process.env)
  const problems = [...('problem' in loaded ? [loaded.problem] : []), ...environment.problems]
  const file = 'file' in loaded ? loaded.file : undefined
  const merged = file ? copy(file.content) : {}
  if (!isObject(merged)) {
    throw new ConfigurationError([...problems, `${file?.name}: the default export must be an object`])
  }
  const overrides = [...environment.values, ...flagValues(options.flags ?? {})]
  for (const { path, value } of overrides) place(merged, path, value)
  const describeOrigin = (path: readonly (string | number)[]): string =>
    overrides.findLast((one) => one.path.every((part, index) => part === path[index]))?.origin ??
    file?.name ??
    'nowhere'
  return checkConfig(merged, describeOrigin, directory, problems)
}
