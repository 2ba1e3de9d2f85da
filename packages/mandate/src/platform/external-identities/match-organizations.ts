import { newId } from '../../protocol/identifiers.ts'
import { randomBase62 } from '../../protocol/random.ts'
import { greaterRole, type Role } from '../organizations/role.ts'
import type { ExternalOrganization, ExternalSource } from './external-person.ts'

export interface KnownOrganization {
  readonly id: string
  readonly slug: string
  /** What the source in question calls it, if it does. */
  readonly externalIds: readonly string[]
}

export interface NewOrganization {
  readonly id: string
  readonly slug: string
  readonly name: string
}

export interface MatchedOrganizations {
  readonly roles: ReadonlyMap<string, Role>
  readonly created: readonly NewOrganization[]
  readonly linked: readonly { readonly organizationId: string; readonly externalId: string }[]
}

const longestSlug = 64

/** A slug made of a name; empty if the name has nothing of which one can be made. */
const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug - 5)
    .replace(/^-+|-+$/g, '')

/** The slug that a new organization would like to have. */
export const wantedSlug = ({ slug, name, externalId }: ExternalOrganization): string =>
  slug ?? (slugOf(name ?? '') || slugOf(externalId ?? '') || 'organization')

const find = (
  entry: ExternalOrganization,
  known: readonly KnownOrganization[],
): KnownOrganization | undefined => {
  const { id, externalId, slug } = entry
  if (id !== undefined) return known.find((one) => one.id === id)
  const linked =
    externalId === undefined ? undefined : known.find((one) => one.externalIds.includes(externalId))
  if (linked || slug === undefined) return linked
  const named = known.find((one) => one.slug === slug)
  // It has our slug by chance: the source knows ours by another id.
  const isAnother = externalId !== undefined && (named?.externalIds.length ?? 0) > 0
  return isAnother ? undefined : named
}

/**
 * Which of our organizations are meant, and which are to be made. `known` holds all that have one of the ids or slugs in
 * question. Those that are unknown and may not be made are left out.
 */
export const matchOrganizations = (
  entries: readonly ExternalOrganization[],
  known: readonly KnownOrganization[],
  { createOrganizations }: ExternalSource,
): MatchedOrganizations => {
  const organizations = [...known]
  const roles = new Map<string, Role>()
  const created: NewOrganization[] = []
  const linked: { organizationId: string; externalId: string }[] = []

  const create = (entry: ExternalOrganization): KnownOrganization => {
    const wanted = wantedSlug(entry)
    const isTaken = organizations.some(({ slug }) => slug === wanted)
    const slug = isTaken ? `${wanted.slice(0, longestSlug - 5)}-${randomBase62(4).toLowerCase()}` : wanted
    const organization = { id: newId('org'), slug, name: entry.name ?? entry.slug ?? wanted }
    created.push(organization)
    return { ...organization, externalIds: [] }
  }

  for (const entry of entries) {
    const mayCreate = createOrganizations && entry.id === undefined
    const found = find(entry, organizations)
    const one = found ?? (mayCreate ? create(entry) : undefined)
    if (!one) continue
    const { externalId } = entry
    const isNewLink = externalId !== undefined && !one.externalIds.includes(externalId)
    if (isNewLink) linked.push({ organizationId: one.id, externalId })
    const now = isNewLink ? { ...one, externalIds: [...one.externalIds, externalId] } : one
    if (found) organizations[organizations.indexOf(found)] = now
    else organizations.push(now)
    const role = roles.get(one.id)
    roles.set(one.id, role === undefined ? entry.role : greaterRole(role, entry.role))
  }
  return { roles, created, linked }
}
