/**
 * Composes one authorization server from its parts. Grant types and client authentication methods are registered
 * through the same call by us and by anybody else; two of one name stop the start.
 */

import type { PersonPort } from './authorization/person.ts'
import { type AuthorizationChecks, authorizationChecks } from './authorization/pipeline.ts'
import { createClientAuthentication } from './client-authentication/authenticate-client.ts'
import type { ClientAuthenticationMethod } from './client-authentication/method.ts'
import type { ProtocolContext } from './context.ts'
import type { Endpoint } from './endpoint.ts'
import {
  type AuthorizationPages,
  type AuthorizationStore,
  authorizeEndpoints,
} from './endpoints/authorize.ts'
import {
  type IntrospectionPorts,
  type IntrospectionStore,
  introspectEndpoint,
} from './endpoints/introspect.ts'
import { jwksEndpoint } from './endpoints/jwks.ts'
import { metadataEndpoints, type ScopeCatalogue } from './endpoints/metadata.ts'
import { type RevocationStore, revokeEndpoint } from './endpoints/revoke.ts'
import { tokenEndpoint } from './endpoints/token.ts'
import { userinfoEndpoint } from './endpoints/userinfo.ts'
import type { GrantType } from './grant-types/grant-type.ts'
import { type AccessTokenStore, createAccessTokenFinder } from './tokens/active-access-token.ts'

export interface AuthorizationServerOptions {
  readonly context: ProtocolContext
  readonly grantTypes: readonly GrantType[]
  readonly clientAuthenticationMethods: readonly ClientAuthenticationMethod[]
  readonly store: AuthorizationStore & AccessTokenStore & IntrospectionStore & RevocationStore
  readonly scopes: ScopeCatalogue
  readonly introspection: IntrospectionPorts
  readonly person: PersonPort
  readonly pages: AuthorizationPages
  /** The table of checks of the authorization endpoint; only the tests give another. */
  readonly checks?: AuthorizationChecks
}

/** @throws Error that names what was registered twice. */
const refuseDuplicates = (kind: string, names: readonly string[]): void => {
  const duplicate = names.find((name, index) => names.indexOf(name) !== index)
  if (duplicate !== undefined) throw new Error(`${kind} ${duplicate} is registered twice`)
}

export const createAuthorizationServer = (
  options: AuthorizationServerOptions,
): { readonly endpoints: Endpoint[] } => {
  const { context, grantTypes, clientAuthenticationMethods, store, scopes, person, pages } = options
  refuseDuplicates(
    'grant type',
    grantTypes.map(({ name }) => name),
  )
  refuseDuplicates(
    'client authentication method',
    clientAuthenticationMethods.map(({ name }) => name),
  )

  const authenticate = createClientAuthentication(clientAuthenticationMethods, context.clients)
  const findAccessToken = createAccessTokenFinder(context, store)
  const byName = new Map(grantTypes.map((grantType) => [grantType.name, grantType]))

  const endpoints = [
    ...authorizeEndpoints(context, options.checks ?? authorizationChecks, person, store, pages),
    tokenEndpoint(context, authenticate, byName),
    revokeEndpoint(context, authenticate, findAccessToken, store),
    introspectEndpoint(context, authenticate, findAccessToken, store, options.introspection),
    userinfoEndpoint(context, findAccessToken),
    jwksEndpoint(context),
  ]
  const metadata = metadataEndpoints(
    context,
    {
      endpoints,
      grantTypes: grantTypes.map(({ name }) => name),
      clientAuthenticationMethods: clientAuthenticationMethods.map(({ name }) => name),
    },
    scopes,
  )
  return { endpoints: [...endpoints, ...metadata] }
}
