import { checkManifest, type RegistrationFacts } from '../apps/check-manifest.ts'
import type { Problem } from '../input/problems.ts'
import { emailKey } from '../users/email.ts'
import type { WholeAppEntry } from './app-schema.ts'

export interface AppEntryFacts extends RegistrationFacts {
  /** E-mail keys of users. */
  readonly users: ReadonlySet<string>
  /** Slugs of organizations. */
  readonly organizations: ReadonlySet<string>
}

/** Everything that is wrong with an app's entry beyond its form. Paths are within the entry. */
export const checkAppEntry = (entry: WholeAppEntry, facts: AppEntryFacts): Problem[] => {
  const { clientSecret, owner, managers = [], type } = entry
  const problems = checkManifest(entry, facts)
  if (type === 'public' && clientSecret !== undefined)
    problems.push({
      path: ['clientSecret'],
      message: 'must be left out for a public app, which can keep no secret',
    })
  const isOwner = (name: string): boolean =>
    name.includes('@') ? facts.users.has(emailKey(name)) : facts.organizations.has(name)
  if (owner !== undefined && !isOwner(owner))
    problems.push({
      path: ['owner'],
      message: `names ${owner}, which is neither an organization's slug nor a user's e-mail`,
    })
  for (const [index, email] of managers.entries()) {
    if (!facts.users.has(emailKey(email)))
      problems.push({ path: ['managers', index], message: `names ${email}, which is no user` })
  }
  return problems
}
