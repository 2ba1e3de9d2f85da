import type {
  ListMemberConsentsPorts,
  RevokeMemberConsentsPorts,
} from '../platform/consents/member-consents.ts'
import { storedScope } from '../protocol/scopes.ts'
import { auditStep } from './audit-events.ts'
import type { Database } from './database.ts'
import { endMemberConsents } from './installation-ends.ts'

type MemberConsentStore = ListMemberConsentsPorts['consents'] &
  Omit<RevokeMemberConsentsPorts['consents'], 'revoke'>

/** What members of organizations let apps do as them there. */
export const createMemberConsents = (database: Database): MemberConsentStore => {
  const inForce = () =>
    database.kysely
      .selectFrom('grants')
      .innerJoin('installations', 'installations.id', 'grants.installation_id')
      .innerJoin('apps', 'apps.id', 'installations.app_id')
      .innerJoin('users', 'users.id', 'grants.user_id')
      // As the index on it says.
      .where('grants.installation_id', '<>', '')
      .where('grants.actor_mode', '=', 'self')
      .where('grants.revoked_at', 'is', null)
      .where('installations.removed_at', 'is', null)
      .select([
        'grants.id',
        'grants.user_id',
        'grants.client_id',
        'grants.installation_id',
        'grants.scope',
        'grants.created_at',
        'grants.updated_at',
        'users.email',
        'users.name',
        'apps.id as app_id',
        'apps.name as app_name',
      ])
  return {
    async listMembers({ organizationId, userId, appId, after, limit }) {
      let found = inForce()
        .where('installations.organization_id', '=', organizationId)
        .orderBy('grants.id')
        .limit(limit)
      if (userId !== undefined) found = found.where('grants.user_id', '=', userId)
      if (appId !== undefined) found = found.where('installations.app_id', '=', appId)
      if (after !== undefined) found = found.where('grants.id', '>', after)
      return (await found.execute()).map((row) => ({
        id: row.id,
        userId: row.user_id,
        userEmail: row.email,
        userName: row.name ?? undefined,
        clientId: row.client_id,
        appId: row.app_id,
        appName: row.app_name,
        installationId: row.installation_id,
        scopes: storedScope(row.scope),
        createdAt: row.created_at,
        updatedAt: row.updated_at,
      }))
    },
    async findMember(consentId, organizationId) {
      const row = await inForce()
        .where('grants.id', '=', consentId)
        .where('installations.organization_id', '=', organizationId)
        .executeTakeFirst()
      return row && { userId: row.user_id, appId: row.app_id }
    },
    async revokeMembers(organizationId, which, now, event) {
      await database.write([...endMemberConsents(database, organizationId, which, now), auditStep(event)])
    },
  }
}
