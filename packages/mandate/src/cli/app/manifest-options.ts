import type { Command } from 'commander'
import type { Problem } from '../../platform/input/problems.ts'
import { formatPath } from '../../platform/input/problems.ts'
import { collect } from '../command.ts'
import { CommandError, ProblemsError } from '../command-error.ts'
import { readFileOrInput } from '../read-input.ts'

/** What of a manifest can be said by options. */
export interface ManifestOptions {
  readonly manifest?: string
  readonly name?: string
  readonly public?: boolean
  readonly description?: string
  readonly homepageUrl?: string
  readonly redirectUri?: string[]
  readonly grantType?: string[]
  readonly scope?: string[]
  readonly optionalScope?: string[]
  readonly actorMode?: string[]
  readonly trusted?: boolean
}

export const withManifestOptions = (command: Command): Command =>
  command
    .option('--manifest <file>', 'all of it as JSON; - reads standard input')
    .option('--public', 'it can keep no secret: in a browser, on a phone, on a desktop')
    .option('--description <text>', 'one sentence for those who are asked to consent')
    .option('--homepage-url <url>', 'where people read about it')
    .option('--redirect-uri <uri>', 'where the browser may return to; may be repeated', collect)
    .option('--grant-type <name>', 'may be repeated (default: authorization_code and refresh_token)', collect)
    .option('--scope <name>', 'what it may ask for; may be repeated', collect)
    .option('--optional-scope <name>', 'what of it a person may decline; may be repeated', collect)
    .option('--actor-mode <mode>', 'self or app; may be repeated', collect)
    .option('--trusted', "the platform's own: consent is not asked")

/** What the options say, by the keys of a manifest; nothing for those that were not given. */
export const saidByOptions = (options: ManifestOptions): Record<string, unknown> => {
  const { redirectUri, grantType, optionalScope, actorMode, scope, ...rest } = options
  const said = {
    name: rest.name,
    type: rest.public ? 'public' : undefined,
    description: rest.description,
    homepageUrl: rest.homepageUrl,
    redirectUris: redirectUri,
    grantTypes: grantType,
    scopes: scope,
    optionalScopes: optionalScope,
    actorModes: actorMode,
    trusted: rest.trusted,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

/** The manifest in a file. @throws CommandError if it is no JSON object. */
export const readManifest = async (file: string): Promise<Record<string, unknown>> => {
  const name = file === '-' ? 'standard input' : file
  const text = await readFileOrInput(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new CommandError(`${name} is not JSON: ${(error as Error).message}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CommandError(`${name} must hold one app as a JSON object`)
  return value as Record<string, unknown>
}

/** What is wrong with a manifest, as what a command ends with. */
export const manifestError = (problems: readonly Problem[]): ProblemsError =>
  new ProblemsError(problems.map(({ path, message }) => `${formatPath(path) || 'the app'} ${message}`))
