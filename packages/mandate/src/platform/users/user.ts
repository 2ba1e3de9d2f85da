/** The claim `address` (OpenID Connect Core 5.1.1). */
export interface AddressClaim {
  readonly formatted?: string | undefined
  readonly street_address?: string | undefined
  readonly locality?: string | undefined
  readonly region?: string | undefined
  readonly postal_code?: string | undefined
  readonly country?: string | undefined
}

/**
 * The standard claims of OpenID Connect Core 5.1 that are only told, by their registered names: they are stored as they
 * are sent. `name`, `email`, `email_verified` and `updated_at` are fields of the user.
 */
export interface ProfileClaims {
  readonly given_name?: string | undefined
  readonly family_name?: string | undefined
  readonly middle_name?: string | undefined
  readonly nickname?: string | undefined
  readonly preferred_username?: string | undefined
  /** The address of a page about the person. */
  readonly profile?: string | undefined
  readonly picture?: string | undefined
  readonly website?: string | undefined
  readonly gender?: string | undefined
  /** `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`. */
  readonly birthdate?: string | undefined
  readonly zoneinfo?: string | undefined
  readonly locale?: string | undefined
  readonly phone_number?: string | undefined
  readonly phone_number_verified?: boolean | undefined
  readonly address?: AddressClaim | undefined
}

/** A person with an account. Times are epoch seconds. */
export interface User {
  readonly id: string
  /** As the person wrote it. Unique without regard to case. */
  readonly email: string
  readonly emailVerifiedAt: number | undefined
  readonly name: string | undefined
  readonly profile: ProfileClaims
  /** From then on the user cannot sign in, and has no session. */
  readonly disabledAt: number | undefined
  readonly createdAt: number
  readonly updatedAt: number
}
