import { type Action, scopeNeededFor } from '../../platform/policy.ts'
import { Problem } from './problem.ts'

/** RFC 6750 3.1: what the credential lacks, in words and in the challenge. */
export const scopeNeeded = (action: Action): Problem => {
  const scope = scopeNeededFor(action) ?? ''
  return new Problem('insufficient_scope', `This needs a credential with the scope ${scope}.`, {
    headers: { 'www-authenticate': `Bearer realm="api", error="insufficient_scope", scope="${scope}"` },
  })
}
