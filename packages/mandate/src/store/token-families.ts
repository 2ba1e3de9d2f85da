import type { TokenFamily } from '../protocol/tokens/token-family.ts'
import { type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface NewFamily {
  id: string
  client_id: string
  user_id: string
  session_id: string | null
  scope: string
  resources: string
  authentication: string
  created_at: number
}

const insert = statement((db, p: NewFamily) =>
  db.insertInto('token_families').values({
    id: p.id,
    client_id: p.client_id,
    user_id: p.user_id,
    session_id: p.session_id,
    scope: p.scope,
    resources: p.resources,
    authentication: p.authentication,
    created_at: p.created_at,
  }),
)

const revoke = statement((db, p: { id: string; now: number; because: string }) =>
  db
    .updateTable('token_families')
    .set({ revoked_at: p.now, revoked_because: p.because })
    .where('id', '=', p.id)
    .where('revoked_at', 'is', null),
)

export const insertFamily = (family: TokenFamily): Step =>
  step(
    insert,
    {
      id: family.id,
      client_id: family.clientId,
      user_id: family.userId,
      session_id: family.sessionId ?? null,
      scope: family.scopes.join(' '),
      resources: JSON.stringify(family.resources),
      authentication: JSON.stringify(family.authentication),
      created_at: family.createdAt,
    },
    1,
  )

/** Ends every token of the family; no harm if it is over already. */
export const revokeFamily = (id: string, because: string, now: number): Step =>
  step(revoke, { id, now, because })
