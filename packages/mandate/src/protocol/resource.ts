/** Resource servers (RFC 8707) and which access tokens are for them. */
import type { Client, SigningAlgorithm, TokenFormat } from './client.ts'
import { OAuthError } from './errors.ts'

export interface Resource {
  /** Compared and returned byte for byte. */
  readonly identifier: string
  readonly scopes: readonly string[]
  readonly accessTokenFormat: TokenFormat | undefined
  readonly accessTokenSigningAlg: SigningAlgorithm | undefined
}

export interface ResourceStore {
  findResource(identifier: string): Promise<Resource | undefined>
  /** The resources to which these scopes belong; scopes that belong to none are passed over. */
  resourcesOfScopes(scopes: readonly string[]): Promise<readonly Resource[]>
}

/**
 * Whether tokens for a resource may be this client's: it is registered for one of the resource's scopes, or the resource
 * has none. Otherwise any app could have a token with the audience of an API that it has nothing to do with.
 */
const isFor = ({ scopes }: Resource, client: Client): boolean =>
  scopes.length === 0 || scopes.some((scope) => client.scopes.includes(scope))

/** RFC 8707 2: known here, and not foreign to the client. @throws invalid_target */
export const findResources = async (
  store: ResourceStore,
  client: Client,
  identifiers: readonly string[],
): Promise<readonly Resource[]> => {
  const found: Resource[] = []
  for (const identifier of new Set(identifiers)) {
    const resource = await store.findResource(identifier)
    if (!resource) {
      throw new OAuthError('invalid_target', 'The requested resource is not known to this server.', {
        reason: 'resource_unknown',
        detail: identifier,
      })
    }
    if (!isFor(resource, client)) {
      throw new OAuthError(
        'invalid_target',
        'The app is registered for no scope of the requested resource.',
        {
          reason: 'scope_not_allowed',
          detail: identifier,
        },
      )
    }
    found.push(resource)
  }
  return found
}

/**
 * The resource for which scopes are when none is named: the one to which they all belong. Undefined if they belong to
 * none, or to several alike, where nothing tells which is meant.
 * @throws invalid_scope if no resource has them all.
 */
export const resourceOfScopes = async (
  store: ResourceStore,
  scopes: readonly string[],
): Promise<Resource | undefined> => {
  const owners = await store.resourcesOfScopes(scopes)
  const owned = scopes.filter((scope) => owners.some((owner) => owner.scopes.includes(scope)))
  const [only, another] = owners.filter((owner) => owned.every((scope) => owner.scopes.includes(scope)))
  if (owners.length > 0 && !only) {
    throw new OAuthError(
      'invalid_scope',
      'The scopes belong to more than one resource; name the resource that they are for.',
      { reason: 'scope_not_allowed' },
    )
  }
  return another ? undefined : only
}

export interface AccessTokenTarget {
  /** `aud` */
  readonly audience: string
  readonly scopes: readonly string[]
  readonly format: TokenFormat
  readonly signingAlg: SigningAlgorithm
}

export const defaultAccessTokenSigningAlg: SigningAlgorithm = 'ES256'

/**
 * For whom one access token is (RFC 8707 2.2). A token is for one resource: the one requested; else the one to which
 * its scopes belong; else the issuer itself. Scopes of another resource are left out where one is named among several
 * that were granted, and are refused where none is named and no resource has them all.
 */
export const targetAccessToken = async (
  store: ResourceStore,
  issuer: string,
  client: Client,
  requested: readonly string[],
  scopes: readonly string[],
): Promise<AccessTokenTarget> => {
  const [named, another] = await findResources(store, client, requested)
  if (another) {
    throw new OAuthError('invalid_target', 'An access token is for one resource; name one of them.', {
      reason: 'resource_unknown',
    })
  }
  const target = named ?? (await resourceOfScopes(store, scopes))
  const others = named ? (await store.resourcesOfScopes(scopes)).filter((owner) => owner !== named) : []
  const foreign = new Set(others.flatMap((owner) => owner.scopes))
  const kept =
    foreign.size === 0
      ? scopes
      : scopes.filter((scope) => !foreign.has(scope) || named?.scopes.includes(scope))
  return {
    audience: target?.identifier ?? issuer,
    scopes: kept,
    format: target?.accessTokenFormat ?? client.accessTokenFormat,
    signingAlg: target?.accessTokenSigningAlg ?? defaultAccessTokenSigningAlg,
  }
}
