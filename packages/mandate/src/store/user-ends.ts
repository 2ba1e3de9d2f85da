import { type Database, query, type Step } from './database.ts'

/**
 * Ends what acts for a person whose account is closed, for good: it does not come back with the account. Consents stay, and
 * what apps do as themselves goes on.
 */
export const endTokensOfUser = ({ kysely }: Database, userId: string, now: number): Step[] => [
  // Codes go before families: a redemption that came first holds its code until its family can be seen.
  query(
    kysely
      .deleteFrom('authorization_codes')
      .where('user_id', '=', userId)
      .where('bot_id', 'is', null)
      .where('expires_at', '>', now)
      .where('consumed_at', 'is', null),
  ),
  query(
    kysely
      .updateTable('token_families')
      .set({ revoked_at: now, revoked_because: 'user_disabled' })
      .where('user_id', '=', userId)
      .where('bot_id', 'is', null)
      .where('revoked_at', 'is', null),
  ),
]
