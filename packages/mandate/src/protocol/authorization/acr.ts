/** Authentication context class (OpenID Connect Core 2, 3.1.2.1 `acr_values`, 5.5.1.1). */
import { OAuthError } from '../errors.ts'
import type { RequestedClaims } from './claims-parameter.ts'
import type { Received } from './facts.ts'

/** `1`: the person proved one factor, here. It is all that this server vouches for. */
export const acrValuesSupported: readonly string[] = ['1']

export const checkAcr = ({
  parameters,
  claims,
}: Received & { readonly claims: RequestedClaims | undefined }): { acr: string | undefined } => {
  const essential = claims?.essentialAcr
  if (essential && !essential.some((value) => acrValuesSupported.includes(value))) {
    throw new OAuthError('unmet_authentication_requirements', 'None of the essential acr values can be met.')
  }
  const asked = parameters.get('acr_values') !== undefined || claims?.acr === true
  return { acr: asked ? acrValuesSupported[0] : undefined }
}
