import type { DefaultLifetimes } from '../../protocol/context.ts'
import type { Actor } from '../actor.ts'
import type { Problem } from '../input/problems.ts'
import type { RegisteredApp } from './app.ts'
import { checkManifest, type RegistrationFacts } from './check-manifest.ts'
import { operatorOnlyProblems } from './operator-only.ts'
import { type ParsedManifest, parseManifest } from './parse-manifest.ts'

export interface JudgeManifestPorts {
  readonly registration: {
    /** What there is now; `defaultScopes` are those of the catalogue that a new app gets unasked. */
    facts(): Promise<RegistrationFacts & { readonly defaultScopes: readonly string[] }>
  }
  /** The server's own, beyond which no developer goes. */
  readonly lifetimes: DefaultLifetimes
}

const withDefaultScopes = (value: unknown, defaultScopes: readonly string[]): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('scopes' in value)
    ? { ...value, scopes: defaultScopes }
    : value

/** Keys by which others are judged. */
const judgedBy: ReadonlySet<unknown> = new Set(['type', 'grantTypes', 'scopes'])

/** Of a manifest whose form is wrong in places: what else is wrong, so that nobody has to come back for it. */
const problemsOfTheRest = (
  value: unknown,
  { problems }: Extract<ParsedManifest, { ok: false }>,
  facts: RegistrationFacts,
): readonly Problem[] => {
  const wrong = new Set(problems.map(({ path: [key] }) => key))
  if (typeof value !== 'object' || value === null || [...judgedBy].some((key) => wrong.has(key as string)))
    return []
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)))
  const parsed = parseManifest({ ...rest, name: 'without a name' })
  return parsed.ok ? checkManifest(parsed.manifest, facts).filter(({ path: [key] }) => !wrong.has(key)) : []
}

/** Reads a manifest and holds it against everything: its form, the server, and who says it. `stored`: of an app that is there. */
export const judgeManifest = async (
  value: unknown,
  { actor, stored }: { readonly actor: Actor; readonly stored: RegisteredApp | undefined },
  { registration, lifetimes }: JudgeManifestPorts,
): Promise<ParsedManifest> => {
  const facts = await registration.facts()
  const said = stored ? value : withDefaultScopes(value, facts.defaultScopes)
  const parsed = parseManifest(said)
  if (!parsed.ok)
    return { ok: false, problems: [...parsed.problems, ...problemsOfTheRest(said, parsed, facts)] }
  const { manifest } = parsed
  const problems = [
    ...checkManifest(manifest, facts),
    ...(actor.type === 'operator' ? [] : operatorOnlyProblems(manifest, stored, lifetimes)),
    ...(stored && manifest.clientId !== undefined && manifest.clientId !== stored.client.clientId
      ? [{ path: ['clientId'], message: `cannot be changed: it is ${stored.client.clientId}` }]
      : []),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, manifest }
}
