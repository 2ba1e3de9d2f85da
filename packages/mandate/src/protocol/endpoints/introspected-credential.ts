/** What introspection says of credentials that are no tokens of OAuth: see `platform-credential.ts`. */
import type { ActingToken } from '../acting.ts'
import type { Client } from '../client.ts'
import type { PlatformCredential } from '../platform-credential.ts'
import type { ResourceStore } from '../resource.ts'
import { formatScope } from '../scopes.ts'

/** What is said of a live token, and who shows it. */
export interface Introspected {
  readonly facts: object
  readonly token: ActingToken
}

/**
 * Of which scopes a client may learn. Such a credential has no audience of its own, so a resource server learns of one
 * that was made for a scope of a resource which it serves, and then only of those scopes. Undefined: of nothing.
 */
const scopesToLearnOf = async (
  client: Client,
  resources: ResourceStore,
): Promise<((scope: string) => boolean) | undefined> => {
  if (client.introspection === 'any') return () => true
  if (client.introspection !== 'audience') return undefined
  const served = await Promise.all(client.serves.map((identifier) => resources.findResource(identifier)))
  const theirs = new Set(served.flatMap((resource) => resource?.scopes ?? []))
  return (scope) => theirs.has(scope)
}

/** The answer about a live credential; undefined where it is not the client's business. */
export const introspectedCredential = async (
  client: Client,
  credential: PlatformCredential,
  { issuer, resources }: { readonly issuer: string; readonly resources: ResourceStore },
): Promise<Introspected | undefined> => {
  const isTheirs = await scopesToLearnOf(client, resources)
  if (!isTheirs || !credential.heldScopes.some(isTheirs)) return undefined
  const { id, subject, expiresAt, claims } = credential
  const scopes = credential.scopes.filter(isTheirs)
  const facts = {
    active: true,
    iss: issuer,
    ...(subject === undefined ? {} : { sub: subject }),
    scope: formatScope(scopes),
    token_type: credential.tokenType,
    iat: credential.issuedAt,
    ...(expiresAt === undefined ? {} : { exp: expiresAt }),
    jti: id,
    ...claims,
  }
  const token = { id, subject, clientId: undefined, isOfAppItself: false, scopes, claims }
  return { facts, token }
}
