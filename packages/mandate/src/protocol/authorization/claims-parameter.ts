/**
 * OpenID Connect Core 5.5: single claims asked for in userinfo or the ID token. A claim is asked of the person as the
 * scope that covers it, and left out if the app is not registered for that scope.
 */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import { type ClaimsRequest, coveredClaims } from '../user-claims.ts'
import type { Received } from './facts.ts'

export interface RequestedClaims extends ClaimsRequest {
  /** `sub` that the ID token must have (5.5.1). */
  readonly subject: string | undefined
  /** Values of `acr` of which one is essential. */
  readonly essentialAcr: readonly string[] | undefined
  readonly acr: boolean
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const malformed = () =>
  new OAuthError('invalid_request', 'claims is not a JSON object as OpenID Connect Core 5.5 describes it.', {
    reason: 'malformed_request',
  })

const member = (of: Record<string, unknown>, name: string): Record<string, unknown> => {
  const value = of[name]
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw malformed()
  for (const one of Object.values(value)) if (one !== null && !isObject(one)) throw malformed()
  return value
}

const values = (request: unknown): readonly string[] | undefined => {
  if (!isObject(request)) return undefined
  const listed = Array.isArray(request.values)
    ? request.values
    : request.value === undefined
      ? []
      : [request.value]
  return listed.filter((value) => typeof value === 'string')
}

export const checkClaimsParameter = ({
  parameters,
  client,
}: Pick<Received, 'parameters'> & { readonly client: Client }): { claims: RequestedClaims | undefined } => {
  const text = parameters.get('claims')
  if (text === undefined) return { claims: undefined }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw malformed()
  }
  if (!isObject(parsed)) throw malformed()
  const userinfo = member(parsed, 'userinfo')
  const idToken = member(parsed, 'id_token')
  const acr = idToken.acr
  const acrValues = values(acr)
  return {
    claims: {
      ...coveredClaims({ userinfo: Object.keys(userinfo), idToken: Object.keys(idToken) }, client.scopes),
      subject: values(idToken.sub)?.[0],
      acr: acr !== undefined,
      essentialAcr: isObject(acr) && acr.essential === true && acrValues?.length ? acrValues : undefined,
    },
  }
}
