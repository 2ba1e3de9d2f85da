/** What may be said of a user (OpenID Connect Core 5): which claims, and by which scope or request. */

export interface UserClaims {
  readonly sub: string
  readonly [claim: string]: unknown
}

/** Facts of a user. `undefined` for an unknown or disabled one. */
export interface UserPort {
  findUserClaims(userId: string): Promise<UserClaims | undefined>
}

/** OpenID Connect Core 5.4. */
const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
}

const claimsOf = (scope: string): readonly string[] =>
  Object.hasOwn(claimsOfScope, scope) ? (claimsOfScope[scope] ?? []) : []

/** The scopes that cover these claims: by them a person is told what an app asks for by name. */
export const scopesOfClaims = (claims: readonly string[]): string[] =>
  Object.keys(claimsOfScope).filter((scope) => claimsOf(scope).some((claim) => claims.includes(claim)))

/** The `claims` parameter (OpenID Connect Core 5.5), reduced to what this server acts on. */
export interface ClaimsRequest {
  readonly userinfo: readonly string[]
  readonly idToken: readonly string[]
}

/** Of the claims that were asked for by name, those that the scopes cover. */
export const coveredClaims = (
  { userinfo, idToken }: ClaimsRequest,
  scopes: readonly string[],
): ClaimsRequest => {
  const covered = new Set(scopes.flatMap(claimsOf))
  const isCovered = (claim: string) => covered.has(claim)
  return { userinfo: userinfo.filter(isCovered), idToken: idToken.filter(isCovered) }
}

/** Of all that is known, what the scopes cover and the request named. Absent and empty values are left out. */
export const selectClaims = (
  all: UserClaims,
  scopes: readonly string[],
  requested: readonly string[] = [],
): Record<string, unknown> => {
  const names = new Set<string>(requested)
  for (const scope of scopes) for (const claim of claimsOf(scope)) names.add(claim)
  const selected: Record<string, unknown> = {}
  for (const name of names) {
    const value = all[name]
    if (value !== undefined && value !== null && name !== 'sub') selected[name] = value
  }
  return selected
}

export const supportedClaims: readonly string[] = ['sub', ...Object.values(claimsOfScope).flat()]
