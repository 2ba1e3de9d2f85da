import type { ExternalOrganization, ExternalPerson } from '../external-identities/external-person.ts'
import { type Role, roles } from '../organizations/role.ts'
import { isEmail } from '../users/email.ts'
import { isMisleading } from '../users/person-name.ts'
import type { UpstreamClaims, UpstreamRules } from './upstream-provider.ts'

export type PersonOfClaims =
  | { readonly outcome: 'person'; readonly person: ExternalPerson }
  /** The provider tells no e-mail, or does not say that it belongs to the person. */
  | { readonly outcome: 'refused'; readonly reason: 'email_missing' | 'email_unverified' }

const slugForm = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/
const mostOrganizations = 1000

const text = (value: unknown, longest: number): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= longest && !isMisleading(value)
    ? value
    : undefined

const roleOf = (value: unknown): Role => roles.find((role) => role === value) ?? 'member'

/** A text, or an object with `id`, `slug`, `name`, `role`. Ids are the provider's own, never ours. */
const organizationOf = (value: unknown): ExternalOrganization | undefined => {
  const named = text(value, 200)
  if (named !== undefined)
    return { externalId: named, slug: slugForm.test(named) ? named : undefined, name: named, role: 'member' }
  if (typeof value !== 'object' || value === null) return undefined
  const { id, slug, name, role } = value as Readonly<Record<string, unknown>>
  const [externalId, wanted] = [text(id, 200), text(slug, 64)]
  if (externalId === undefined && wanted === undefined) return undefined
  return {
    externalId: externalId ?? wanted,
    slug: wanted !== undefined && slugForm.test(wanted) ? wanted : undefined,
    name: text(name, 200),
    role: roleOf(role),
  }
}

/** A claim that is missing names none: else whoever is removed everywhere would keep all. */
const organizationsOf = (claim: unknown): readonly ExternalOrganization[] =>
  [claim]
    .flat()
    .slice(0, mostOrganizations)
    .flatMap((one) => organizationOf(one) ?? [])

const pictureOf = (value: unknown): string | undefined => {
  const url = text(value, 2000)
  return url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined
}

/** Who the claims of an upstream provider say that somebody is (OpenID Connect Core 5.1). */
export const personOfClaims = (claims: UpstreamClaims, rules: UpstreamRules): PersonOfClaims => {
  const email = text(claims.email, 254)
  if (email === undefined || !isEmail(email)) return { outcome: 'refused', reason: 'email_missing' }
  // Some providers send the flag as a text.
  const isVerified = claims.email_verified === true || claims.email_verified === 'true'
  if (!isVerified && !rules.trustEmail) return { outcome: 'refused', reason: 'email_unverified' }
  const { organizationsClaim } = rules
  return {
    outcome: 'person',
    person: {
      subject: claims.sub,
      email,
      emailVerified: true,
      name: text(claims.name, 200),
      picture: pictureOf(claims.picture),
      organizations:
        organizationsClaim === undefined ? undefined : organizationsOf(claims[organizationsClaim]),
    },
  }
}
