import type { AppFacts, ConsentFacts, ScopeFacts } from '../platform/apps/app-facts.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

interface AppRow {
  name: string
  description: string | null
  homepage_url: string | null
  logo_url: string | null
  policy_url: string | null
  terms_url: string | null
  verified_at: number | null
  owner_organization_id: string | null
  owner_user_id: string | null
  owner_organization: string | null
  owner_user: string | null
}

const findApp = statement<{ id: string }, AppRow>((db, p) =>
  db
    .selectFrom('apps')
    .leftJoin('organizations', 'organizations.id', 'apps.owner_organization_id')
    .leftJoin('users', 'users.id', 'apps.owner_user_id')
    .where('apps.id', '=', p.id)
    .select([
      'apps.name',
      'apps.description',
      'apps.homepage_url',
      'apps.logo_url',
      'apps.policy_url',
      'apps.terms_url',
      'apps.verified_at',
      'apps.owner_organization_id',
      'apps.owner_user_id',
      'organizations.name as owner_organization',
      'users.name as owner_user',
    ]),
)

const risks: readonly ScopeFacts['risk'][] = ['low', 'medium', 'high']

const readDetails = (text: string): Pick<ScopeFacts, 'group' | 'risk'> => {
  const details = JSON.parse(text) as { readonly group?: unknown; readonly risk?: unknown }
  return {
    group: typeof details.group === 'string' ? details.group : undefined,
    risk: risks.find((risk) => risk === details.risk),
  }
}

/** What people are told of apps and scopes. */
export const createConsentFacts = (database: Database): ConsentFacts => ({
  async findApp(id): Promise<AppFacts | undefined> {
    const row = await database.one(findApp, { id })
    return (
      row && {
        name: row.name,
        description: row.description ?? undefined,
        homepageUrl: row.homepage_url ?? undefined,
        logoUrl: row.logo_url ?? undefined,
        policyUrl: row.policy_url ?? undefined,
        termsUrl: row.terms_url ?? undefined,
        owner:
          row.owner_organization_id === null && row.owner_user_id === null
            ? undefined
            : { name: row.owner_organization ?? row.owner_user ?? undefined },
        verified: row.verified_at !== null,
      }
    )
  },
  async listScopes(names) {
    if (names.length === 0) return []
    const rows = await database.kysely
      .selectFrom('scopes')
      .selectAll()
      .where('name', 'in', [...names])
      .execute()
    return rows.map(({ name, description, details }) => ({ name, description, ...readDetails(details) }))
  },
})
