import { resolve } from 'node:path'
import { formatPath, problemsOf } from '../../platform/input/problems.ts'
import { defaultPrefixes } from '../../protocol/tokens/format.ts'
import { configSchema, type MandateConfig } from './config-schema.ts'
import { ConfigurationError } from './configuration-error.ts'
import { parseDatabase } from './database-address.ts'
import { localIssuer } from './issuer.ts'
import type { ServerConfig } from './server-config.ts'

/**
 * Checks a configuration and fills in the defaults.
 * @throws ConfigurationError with every problem at once. No value stands in a sentence: it may be a secret.
 */
export const checkConfig = (
  raw: unknown,
  describeOrigin: (path: readonly (string | number)[]) => string = () => 'the configuration',
  directory: string = process.cwd(),
  earlierProblems: readonly string[] = [],
): ServerConfig => {
  const parsed = configSchema.safeParse(raw, { reportInput: true })
  const problems = [...earlierProblems]
  const report = (path: readonly (string | number)[], message: string) =>
    problems.push(`${formatPath(path) || 'the configuration'} (${describeOrigin(path)}) ${message}`)
  if (!parsed.success) {
    for (const { path, message } of problemsOf(parsed.error, configSchema)) report(path, message)
    throw new ConfigurationError(problems)
  }
  const config = complete(parsed.data, directory)
  if (config.port === 0 && parsed.data.issuer === undefined)
    report(['port'], 'is 0, any free port, so issuer must be given')
  if (config.database.dialect === 'postgres' && config.secret === undefined) {
    problems.push(
      'secret is missing: on PostgreSQL every instance needs the same one, so name it by MANDATE_SECRET or MANDATE_SECRET_FILE (at least 32 characters)',
    )
  }
  const prefixes = Object.entries(config.tokenPrefixes)
  for (const [kind, prefix] of prefixes) {
    const other = prefixes.find(([name, candidate]) => name !== kind && candidate.startsWith(prefix))
    if (other) report(['tokenPrefixes', kind], `must differ from the beginning of tokenPrefixes.${other[0]}`)
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return config
}

const day = 86_400

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
    tokenPrefixes: { ...defaultPrefixes, ...defined(given.tokenPrefixes) },
    lifetimes: {
      authorizationCode: 60,
      accessToken: 3600,
      jwtAccessToken: 300,
      refreshToken: 30 * day,
      idToken: 3600,
      replayWindow: 10,
      ...defined(given.lifetimes),
    },
    branding: {
      platformName: given.branding?.platformName ?? 'Mandate',
      logoUrl: given.branding?.logoUrl,
      accent: given.branding?.accent,
      supportUrl: given.branding?.supportUrl,
      privacyUrl: given.branding?.privacyUrl,
      termsUrl: given.branding?.termsUrl,
    },
    signUp: given.signUp ?? 'open',
    metricsToken: given.metricsToken,
  }
}

/** Without the keys that are undefined, which would hide a default. */
const defined = <T extends object>(given: T | undefined): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) as never
