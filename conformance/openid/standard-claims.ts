import assert from 'node:assert/strict'

/** The claims of each scope (OpenID Connect Core 5.4); the suite warns about each that is missing. */
const claimsOfScope: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile: [
    'name',
    'given_name',
    'family_name',
    'middle_name',
    'nickname',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
    'preferred_username',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
  offline_access: [],
}

const booleans = ['email_verified', 'phone_number_verified']
const strings = Object.values(claimsOfScope)
  .flat()
  .filter((name) => ![...booleans, 'updated_at', 'address'].includes(name))

type Claims = Readonly<Record<string, unknown>>

/** ValidateUserInfoStandardClaims, ValidateIdTokenStandardClaims: the types of section 5.1. */
export const validateStandardClaims = (claims: Claims): void => {
  for (const name of strings) if (name in claims) assert.equal(typeof claims[name], 'string', name)
  for (const name of booleans) if (name in claims) assert.equal(typeof claims[name], 'boolean', name)
  if ('updated_at' in claims) assert.equal(typeof claims.updated_at, 'number')
  if ('address' in claims) {
    const parts = Object.values(claims.address as object)
    assert.ok(parts.length > 0 && parts.every((part) => typeof part === 'string'))
  }
}

/** EnsureUserInfoBirthDateValid */
export const ensureBirthdateValid = ({ birthdate }: Claims): void => {
  if (birthdate !== undefined) assert.match(String(birthdate), /^\d{4}(-\d{2}-\d{2})?$/)
}

/** EnsureUserInfoUpdatedAtValid, EnsureIdTokenUpdatedAtValid: after 1990, and not in the future. */
export const ensureUpdatedAtValid = ({ updated_at: updatedAt }: Claims, now: number): void => {
  if (updatedAt === undefined) return
  assert.ok(Number(updatedAt) > 631_152_000 && Number(updatedAt) <= now + 300)
}

/** VerifyScopesReturnedInUserInfoClaims */
export const verifyScopesReturned = (claims: Claims, scope: string): void => {
  const missing = scope.split(' ').flatMap((one) => claimsOfScope[one] ?? [])
  assert.deepEqual(
    missing.filter((name) => !(name in claims)),
    [],
  )
}
