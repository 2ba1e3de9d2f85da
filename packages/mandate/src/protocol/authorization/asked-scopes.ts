import { type Client, canBePosedAs } from '../client.ts'
import type { Parameters } from '../parameters.ts'
import { checkClaimsParameter } from './claims-parameter.ts'
import { clientFingerprint } from './client-fingerprint.ts'
import type { RememberedConsent } from './person.ts'
import { checkScope, scopesToAllow } from './scope.ts'

/** What a request asks for, as the person has to decide it. */
export interface AskedScopes {
  readonly all: readonly string[]
  /** Come with "Allow". */
  readonly required: readonly string[]
  /** Each for itself. */
  readonly optional: readonly string[]
  /** Were allowed before, and stay so. */
  readonly granted: readonly string[]
}

/**
 * Splits what is asked. An earlier consent counts as the authorization endpoint lets it count: for what the person knew
 * the app as. If nothing is new, the app wants to be told again, so everything is asked anew.
 */
export const askedScopes = (
  { client, parameters }: { readonly client: Client; readonly parameters: Parameters },
  earlier: RememberedConsent | undefined,
): AskedScopes => {
  const { scopes } = checkScope({ client, parameters })
  const all = scopesToAllow(scopes, checkClaimsParameter({ client, parameters }).claims)
  const counts =
    earlier &&
    !canBePosedAs(client, parameters.get('redirect_uri')) &&
    earlier.clientFingerprint === clientFingerprint(client)
  const before = counts ? all.filter((scope) => earlier.scopes.includes(scope)) : []
  const granted = before.length < all.length ? before : []
  const fresh = all.filter((scope) => !granted.includes(scope))
  const isOptional = (scope: string): boolean => client.optionalScopes.includes(scope)
  return {
    all,
    required: fresh.filter((scope) => !isOptional(scope)),
    optional: fresh.filter(isOptional),
    granted,
  }
}

/** What "Allow" allows, with the optional ones that were ticked. */
export const allowedScopes = (asked: AskedScopes, ticked: readonly string[]): readonly string[] =>
  asked.all.filter((scope) => !asked.optional.includes(scope) || ticked.includes(scope))
