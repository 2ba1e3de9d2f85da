import { z } from 'zod'
import { policyShape } from '../organizations/policy-schema.ts'
import { scopeSchema } from '../scopes/scope-schema.ts'
import {
  isTooLongPassword,
  maximumPasswordBytes,
  minimumPasswordLength,
  normalizePassword,
} from '../users/password-policy.ts'
import { appSchema } from './app-schema.ts'
import { checked, email, label, scopeName, slug, webAddress } from './state-fields.ts'

const date = checked((text) =>
  /^\d{4}(?:-\d{2}-\d{2})?$/.test(text) ? undefined : 'must be a date such as 1815-12-10, or a year',
)

const addressSchema = z.strictObject({
  formatted: z.string().optional(),
  streetAddress: z.string().optional(),
  locality: z.string().optional(),
  region: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
})

/** The standard claims of OpenID Connect Core 5.1 that a person has beside name and e-mail. */
export const claimsShape = {
  givenName: label.optional(),
  familyName: label.optional(),
  middleName: label.optional(),
  nickname: label.optional(),
  preferredUsername: label.optional(),
  profile: webAddress.optional(),
  picture: webAddress.optional(),
  website: webAddress.optional(),
  gender: label.optional(),
  birthdate: date.optional(),
  zoneinfo: label.optional(),
  locale: label.optional(),
  phoneNumber: label.optional(),
  phoneNumberVerified: z.boolean().optional(),
  address: addressSchema.optional(),
}

/** Long enough, and not so long that it keeps the hash busy; what else the operator chooses is the operator's affair. */
const password = checked((text) =>
  isTooLongPassword(normalizePassword(text)) ? `must be at most ${maximumPasswordBytes} bytes` : undefined,
).min(minimumPasswordLength)

const userSchema = z.strictObject({
  email,
  /** Left out: what is there stays; a new user has none and can reset it by mail. */
  password: password.optional(),
  name: label.optional(),
  emailVerified: z.boolean().optional(),
  disabled: z.boolean().optional(),
  ...claimsShape,
})

const organizationSchema = z.strictObject({
  slug,
  name: label,
  /** These are added or changed; others stay. */
  members: z
    .array(z.strictObject({ email, role: z.enum(['owner', 'admin', 'member']).default('member') }))
    .default([]),
  /** Left out: stays as it is. A key of it that is left out gets its default. */
  policy: z
    .strictObject({
      ...policyShape,
      /** Client ids of the apps that may be installed where `install` is `allow_list`. */
      allowedApps: z.array(z.string().min(1)).default([]),
      /** Client ids of apps that may not be installed by anybody. */
      blockedApps: z.array(z.string().min(1)).default([]),
    })
    .optional(),
})

/** A resource server, in the state file and in the management API. */
export const resourceSchema = z.strictObject({
  /** RFC 8707 2: an absolute URI without a fragment, compared byte for byte. */
  identifier: checked((text) =>
    URL.canParse(text) && /^[!-~]+$/.test(text) && !text.includes('#')
      ? undefined
      : 'must be an absolute URI without spaces and without a fragment (#)',
  ).max(2000),
  name: label.optional(),
  scopes: z.array(scopeName).default([]),
  /** Left out: the client's own choice. */
  accessTokenFormat: z.enum(['opaque', 'jwt']).optional(),
  accessTokenSigningAlg: z.enum(['ES256', 'RS256']).optional(),
})

/** The declarative state: what `mandate apply` reads and `mandate export` prints. */
export const stateSchema = z.strictObject({
  scopes: z.array(scopeSchema).default([]),
  users: z.array(userSchema).default([]),
  organizations: z.array(organizationSchema).default([]),
  resources: z.array(resourceSchema).default([]),
  apps: z.array(appSchema).default([]),
})

/** A state as people write it. */
export type StateInput = z.input<typeof stateSchema>
/** A state with the defaults filled in. */
export type State = z.output<typeof stateSchema>
export type ScopeEntry = State['scopes'][number]
export type UserEntry = State['users'][number]
export type OrganizationEntry = State['organizations'][number]
export type ResourceEntry = State['resources'][number]
