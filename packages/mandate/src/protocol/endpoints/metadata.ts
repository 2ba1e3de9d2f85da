/**
 * Metadata (RFC 8414, OpenID Connect Discovery 1.0): one document under both names, derived from what is registered.
 * For an issuer with a path the well-known part stands before the path (RFC 8414 3.1) and after it (Discovery 4).
 */
import { acrValuesSupported } from '../authorization/acr.ts'
import { prompts } from '../authorization/prompt.ts'
import { responseModes } from '../authorization/response-mode.ts'
import type { ProtocolContext } from '../context.ts'
import { corsForAnybody } from '../cors.ts'
import type { Endpoint } from '../endpoint.ts'
import type { HttpResponse } from '../http.ts'
import { openidScopes } from '../scopes.ts'
import { supportedClaims } from '../user-claims.ts'

export interface ScopeCatalogue {
  listScopeNames(): Promise<readonly string[]>
}

export interface Registered {
  readonly endpoints: readonly Endpoint[]
  readonly grantTypes: readonly string[]
  readonly clientAuthenticationMethods: readonly string[]
}

/** Scopes are data and may change; the document follows within this time. Seconds. */
const renewAfter = 5

export const metadataEndpoints = (
  context: ProtocolContext,
  registered: Registered,
  scopes: ScopeCatalogue,
): Endpoint[] => {
  const { issuer, clock } = context
  const authenticated = registered.clientAuthenticationMethods.filter((name) => name !== 'none')

  const document = async (): Promise<object> => ({
    issuer,
    ...Object.fromEntries(
      registered.endpoints.flatMap(({ metadataName, path }) =>
        metadataName ? [[metadataName, issuer + path]] : [],
      ),
    ),
    scopes_supported: [...new Set([...openidScopes, ...(await scopes.listScopeNames())])],
    response_types_supported: ['code'],
    response_modes_supported: responseModes,
    grant_types_supported: registered.grantTypes,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA'],
    token_endpoint_auth_methods_supported: registered.clientAuthenticationMethods,
    revocation_endpoint_auth_methods_supported: registered.clientAuthenticationMethods,
    introspection_endpoint_auth_methods_supported: authenticated,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    claims_supported: [
      ...supportedClaims,
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'acr',
      'amr',
      'at_hash',
    ],
    claim_types_supported: ['normal'],
    claims_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    acr_values_supported: acrValuesSupported,
    prompt_values_supported: prompts,
    service_documentation: `${issuer}/errors`,
  })

  let response: HttpResponse | undefined
  let madeAt = 0
  const handle = async (): Promise<HttpResponse> => {
    const now = clock.now()
    if (response && now - madeAt < renewAfter) return response
    response = {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'public, max-age=300',
        ...corsForAnybody,
      },
      body: JSON.stringify(await document()),
    }
    madeAt = now
    return response
  }

  const issuerPath = new URL(issuer).pathname.replace(/\/$/, '')
  return ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'].map((path) => ({
    name: `metadata at ${path}`,
    path,
    methods: ['GET'],
    cors: 'any',
    handle,
    ...(issuerPath === '' ? {} : { rootPath: path + issuerPath }),
  }))
}
