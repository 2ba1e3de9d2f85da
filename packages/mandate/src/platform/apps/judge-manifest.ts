import type { DefaultLifetimes } from '../../protocol/context.ts'
import type { Actor } from '../actor.ts'
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

/** Reads a manifest and holds it against everything: its form, the server, and who says it. `stored`: of an app that is there. */
export const judgeManifest = async (
  value: unknown,
  { actor, stored }: { readonly actor: Actor; readonly stored: RegisteredApp | undefined },
  { registration, lifetimes }: JudgeManifestPorts,
): Promise<ParsedManifest> => {
  const facts = await registration.facts()
  const parsed = parseManifest(stored ? value : withDefaultScopes(value, facts.defaultScopes))
  if (!parsed.ok) return parsed
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
