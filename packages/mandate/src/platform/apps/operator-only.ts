/** What a developer cannot say of their own app: it would give the app more than its own to decide. */
import type { DefaultLifetimes } from '../../protocol/context.ts'
import type { Problem } from '../input/problems.ts'
import type { RegisteredApp } from './app.ts'
import type { Manifest } from './manifest-schema.ts'

type Lifetime = 'authorizationCode' | 'accessToken' | 'refreshToken' | 'idToken'

const longestOf = (key: Lifetime, { accessTokenFormat }: Manifest, lifetimes: DefaultLifetimes): number =>
  key === 'accessToken' && accessTokenFormat === 'jwt' ? lifetimes.jwtAccessToken : lifetimes[key]

const lifetimeProblems = (
  manifest: Manifest,
  before: Manifest['lifetimes'],
  lifetimes: DefaultLifetimes,
): Problem[] =>
  (['authorizationCode', 'accessToken', 'refreshToken', 'idToken'] as const).flatMap((key) => {
    const asked = manifest.lifetimes[key]
    const longest = Math.max(longestOf(key, manifest, lifetimes), before[key] ?? 0)
    if (asked === undefined || asked <= longest) return []
    return [
      {
        path: ['lifetimes', key],
        message: `must be at most ${longest}, as long as the server's own: ask an operator for more`,
      },
    ]
  })

/**
 * What a manifest says that only an operator may say. What an operator said of the app before, `stored`, may stay.
 */
export const operatorOnlyProblems = (
  manifest: Manifest,
  stored: RegisteredApp | undefined,
  lifetimes: DefaultLifetimes,
): Problem[] => {
  const before = stored?.client.settings
  const problems: Problem[] = []
  const refuse = (key: string, message: string) => problems.push({ path: [key], message })
  if (!stored && manifest.clientId !== undefined)
    refuse('clientId', 'must be left out: the server draws one; only an operator names one')
  if (manifest.trusted && !stored?.trusted)
    refuse('trusted', "must be false: only an operator makes an app the platform's own")
  if (manifest.pkce === 'optional' && before?.pkce !== 'optional')
    refuse('pkce', 'must be required: only an operator lets a confidential app go without')
  if (manifest.introspection !== 'own' && manifest.introspection !== before?.introspection)
    refuse('introspection', "must be own: only an operator lets an app check other apps' tokens")
  for (const [index, identifier] of manifest.serves.entries()) {
    if (!before?.serves.includes(identifier))
      problems.push({
        path: ['serves', index],
        message: 'must be left out: only an operator says which resources an app serves',
      })
  }
  return [...problems, ...lifetimeProblems(manifest, before?.lifetimes ?? {}, lifetimes)]
}
