import { resolve } from 'node:path'
import { formatPath, type Problem, problemsOf } from '../../platform/input/problems.ts'
import { defaultLifetimes } from '../../protocol/context.ts'
import { defaultPrefixes } from '../../protocol/tokens/format.ts'
import { configSchema, type MandateConfig } from './config-schema.ts'
import { ConfigurationError } from './configuration-error.ts'
import { parseDatabase } from './database-address.ts'
import { variables } from './environment.ts'
import { localIssuer } from './issuer.ts'
import { loginConfig } from './login-config.ts'
import type { ServerConfig } from './server-config.ts'

type Path = readonly (string | number)[]

const prefixDefaults = { ...defaultPrefixes, clientId: 'client_' }

/** What is wrong between keys that are right by themselves; tolerant, so that it is told beside what else is wrong. */
const problemsBetweenKeys = (raw: Record<string, unknown>): Problem[] => {
  const problems: Problem[] = []
  if (raw.port === 0 && raw.issuer === undefined)
    problems.push({ path: ['port'], message: 'is 0, any free port, so issuer must be given too' })
  if (typeof raw.database === 'string' && raw.database.startsWith('postgres') && raw.secret === undefined) {
    const message =
      'is missing: on PostgreSQL every instance needs the same one, so name it by MANDATE_SECRET or MANDATE_SECRET_FILE'
    problems.push({ path: ['secret'], message })
  }
  const prefixes = Object.entries<unknown>({ ...prefixDefaults, ...defined(raw.tokenPrefixes) })
  for (const [kind, prefix] of prefixes) {
    const other = prefixes.find(
      ([name, candidate]) => name !== kind && String(candidate).startsWith(String(prefix)),
    )
    if (!other) continue
    const message = `must not be how tokenPrefixes.${other[0]} begins, or one kind would pass for the other`
    problems.push({ path: ['tokenPrefixes', kind], message })
  }
  return problems
}

const environmentName = (path: Path): string | undefined =>
  Object.entries(variables).find(([, variable]) => formatPath(variable.path) === formatPath(path))?.[0]

const sentence = ({ path, message }: Problem, describeOrigin: (path: Path) => string): string => {
  const key = formatPath(path) || 'the configuration'
  if (message.startsWith('is missing: ')) return `${key} ${message}`
  if (message !== 'is missing') return `${key} (${describeOrigin(path)}) ${message}`
  const name = environmentName(path)
  return `${key} is missing${name ? `: set it in the config file, or by ${name} in the environment` : ''}`
}

/**
 * Checks a configuration and fills in the defaults. `describeOrigin` says where the value of a key came from.
 * @throws ConfigurationError with every problem at once. No value stands in a sentence: it may be a secret.
 */
export const checkConfig = (
  raw: Record<string, unknown> | MandateConfig,
  describeOrigin: (path: Path) => string = () => 'the configuration',
  directory: string = process.cwd(),
  earlierProblems: readonly string[] = [],
): ServerConfig => {
  const parsed = configSchema.safeParse(raw, { reportInput: true })
  const found = [
    ...(parsed.success ? [] : problemsOf(parsed.error, configSchema)),
    ...problemsBetweenKeys(raw as Record<string, unknown>),
  ]
  const problems = [...earlierProblems, ...found.map((problem) => sentence(problem, describeOrigin))]
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems)
  return complete(parsed.data, directory)
}

const complete = (given: MandateConfig, directory: string): ServerConfig => {
  const port = given.port ?? 4000
  const dataDirectory = resolve(directory, given.dataDirectory ?? 'data')
  const database = parseDatabase(given.database ?? `sqlite:${resolve(dataDirectory, 'mandate.db')}`)
  return {
    issuer: given.issuer ?? localIssuer(port),
    port,
    host: given.host ?? 'localhost',
    database:
      database.dialect === 'sqlite' && database.path !== ':memory:'
        ? { dialect: 'sqlite', path: resolve(directory, database.path) }
        : database,
    secret: given.secret,
    formerSecrets: given.formerSecrets ?? [],
    dataDirectory,
    logLevel: given.logLevel ?? 'info',
    mail: given.mail,
    trustedProxies: given.trustedProxies ?? [],
    tokenPrefixes: { ...prefixDefaults, ...defined(given.tokenPrefixes) },
    lifetimes: { ...defaultLifetimes, ...defined(given.lifetimes) },
    branding: {
      platformName: given.branding?.platformName ?? 'Mandate',
      logoUrl: given.branding?.logoUrl,
      accent: given.branding?.accent,
      supportUrl: given.branding?.supportUrl,
      privacyUrl: given.branding?.privacyUrl,
      termsUrl: given.branding?.termsUrl,
    },
    signUp: given.signUp ?? 'open',
    login: loginConfig(given.login),
    consentUrl: given.consent?.url,
    appRequests: given.appRequests ?? 'open',
    appsActingAsUsers: given.actAsUsers?.apps ?? [],
    metricsToken: given.metricsToken,
  }
}

/** Without the keys that are undefined, which would hide a default. */
const defined = (given: unknown): object =>
  Object.fromEntries(Object.entries((given ?? {}) as object).filter(([, value]) => value !== undefined))
