import { sql } from 'kysely'
import type { RevokeAppConsentsPorts } from '../platform/consents/revoke-app-consents.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query } from './database.ts'

/** What people allowed an app, for those who look after the app. */
export const createAppConsents = (database: Database): RevokeAppConsentsPorts['appConsents'] => {
  const { kysely } = database
  return {
    async revokeOfApp(appId, userId, now, event) {
      const clients = kysely.selectFrom('clients').where('app_id', '=', appId).select('id')
      const whose = sql<boolean>`${userId === undefined ? sql`1 = 1` : sql`user_id = ${userId}`}`
      // Codes go before families: a redemption that came first holds its code until its family can be seen.
      const codes = kysely
        .deleteFrom('authorization_codes')
        .where('client_id', 'in', clients)
        .where('consumed_at', 'is', null)
        .where(whose)
      const families = kysely
        .updateTable('token_families')
        .set({ revoked_at: now, revoked_because: 'grant_revoked' })
        .where('client_id', 'in', clients)
        .where('revoked_at', 'is', null)
        .where(whose)
      const grants = kysely
        .updateTable('grants')
        .set({ revoked_at: now })
        .where('client_id', 'in', clients)
        .where('revoked_at', 'is', null)
        .where(whose)
      // The consents first: who is about to remember one waits, and finds it revoked.
      await database.write([query(grants), query(codes), query(families), auditStep(event)])
    },
  }
}
