import type { ProfileClaims } from '../users/user.ts'
import { claimsShape, type UserEntry } from './state-schema.ts'

const wireName = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const rename = (value: unknown, name: (key: string) => string): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [name(key), rename(part, name)]))
    : value

const claimKeys = Object.keys(claimsShape) as (keyof typeof claimsShape)[]

/** The standard claims that an entry gives, by their names on the wire (OpenID Connect Core 5.1): `given_name`. */
export const claimsOf = (entry: UserEntry): ProfileClaims =>
  Object.fromEntries(
    claimKeys.flatMap((key) =>
      entry[key] === undefined ? [] : [[wireName(key), rename(entry[key], wireName)]],
    ),
  )

const stateName = (claim: string): string =>
  claim.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The same back: claims as the keys of a state file. Claims that a state file has no key for are left out. */
export const entryOfClaims = (claims: ProfileClaims): Partial<UserEntry> =>
  Object.fromEntries(
    claimKeys.flatMap((key) => {
      const value = claims[wireName(key) as keyof ProfileClaims]
      return value === undefined || value === null ? [] : [[key, rename(value, stateName)]]
    }),
  )
