import type { Selectable } from 'kysely'
import type { Organization, OrganizationPolicy } from '../platform/organizations/organization.ts'
import { storedScope } from '../protocol/scopes.ts'
import { type Database, query, type Step } from './database.ts'
import type { OrganizationTable } from './schema.ts'

type Row = Selectable<OrganizationTable>

export const policyOf = (
  row: Pick<Row, 'install_policy' | 'scope_ceiling' | 'personal_tokens' | 'personal_token_lifetime'>,
): OrganizationPolicy => ({
  install: row.install_policy,
  scopeCeiling: row.scope_ceiling === null ? undefined : storedScope(row.scope_ceiling),
  personalTokens: row.personal_tokens,
  personalTokenLifetime: row.personal_token_lifetime ?? undefined,
})

export const policyRow = (policy: OrganizationPolicy) => ({
  install_policy: policy.install,
  scope_ceiling: policy.scopeCeiling?.join(' ') ?? null,
  personal_tokens: policy.personalTokens,
  personal_token_lifetime: policy.personalTokenLifetime ?? null,
})

export const organizationOf = (row: Row): Organization => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  policy: policyOf(row),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** Fails the write if there is no such organization, and makes others wait who would rule or install there. */
export const holdOrganization = ({ kysely }: Database, id: string): Step =>
  query(
    kysely
      .updateTable('organizations')
      .set((eb) => ({ updated_at: eb.ref('updated_at') }))
      .where('id', '=', id),
    1,
  )
