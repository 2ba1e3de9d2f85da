import { readFileSync } from 'node:fs'
import { didYouMean } from '../../platform/input/nearest-name.ts'

type Reading = (text: string) => unknown

const text: Reading = (value) => value
/** A number if it is one; else the text, which the schema then refuses. */
const number: Reading = (value) => (/^\d+$/.test(value.trim()) ? Number(value) : value)
const list: Reading = (value) => value.split(/[\s,]+/).filter((part) => part !== '')

interface Variable {
  readonly path: readonly string[]
  readonly read: Reading
  /** Whether `NAME_FILE` may name a file that holds the value. */
  readonly secret?: true
}

/** The environment variables that carry configuration, and the key that each stands for. */
export const variables: Readonly<Record<string, Variable>> = {
  MANDATE_ISSUER: { path: ['issuer'], read: text },
  PORT: { path: ['port'], read: number },
  HOST: { path: ['host'], read: text },
  MANDATE_DATABASE: { path: ['database'], read: text, secret: true },
  MANDATE_SECRET: { path: ['secret'], read: text, secret: true },
  MANDATE_FORMER_SECRETS: { path: ['formerSecrets'], read: list, secret: true },
  MANDATE_DATA_DIRECTORY: { path: ['dataDirectory'], read: text },
  LOG_LEVEL: { path: ['logLevel'], read: text },
  MANDATE_SMTP_URL: { path: ['mail', 'smtpUrl'], read: text, secret: true },
  MANDATE_MAIL_FROM: { path: ['mail', 'from'], read: text },
  MANDATE_TRUSTED_PROXIES: { path: ['trustedProxies'], read: list },
  MANDATE_PLATFORM_NAME: { path: ['branding', 'platformName'], read: text },
  MANDATE_SIGN_UP: { path: ['signUp'], read: text },
  MANDATE_APP_REQUESTS: { path: ['appRequests'], read: text },
  MANDATE_METRICS_TOKEN: { path: ['metricsToken'], read: text, secret: true },
}

/** What Kubernetes sets in every container beside a service that is called `mandate`. */
const serviceLink = /^MANDATE_(?:SERVICE_|PORT(?:_|$))/

const known = Object.entries(variables).flatMap(([name, { secret }]) =>
  secret ? [name, `${name}_FILE`] : [name],
)

export interface FoundValue {
  readonly path: readonly string[]
  readonly value: unknown
  readonly origin: string
}

export interface EnvironmentReading {
  readonly values: readonly FoundValue[]
  readonly problems: readonly string[]
}

/** Reads the configuration that an environment carries. An empty variable counts as absent. */
export const readEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
): EnvironmentReading => {
  const problems: string[] = []
  const values: FoundValue[] = []
  for (const [name, { path, read, secret }] of Object.entries(variables)) {
    const direct = environment[name]
    if (direct) values.push({ path, value: read(direct), origin: `${name} in the environment` })
    const file = secret && environment[`${name}_FILE`]
    if (!file) continue
    if (direct) {
      problems.push(`${name} and ${name}_FILE are both set in the environment: leave one out`)
      continue
    }
    try {
      values.push({
        path,
        value: read(readFileSync(file, 'utf8').trim()),
        origin: `the file that ${name}_FILE names`,
      })
    } catch (error) {
      problems.push(
        `${name}_FILE in the environment names a file that cannot be read: ${(error as Error).message}`,
      )
    }
  }
  for (const name of Object.keys(environment)) {
    if (!name.startsWith('MANDATE_') || known.includes(name) || serviceLink.test(name)) continue
    problems.push(`${name} in the environment is not a known key${didYouMean(name, known)}`)
  }
  return { values, problems }
}
