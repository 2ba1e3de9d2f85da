import type { TokenFamily } from '../protocol/tokens/token-family.ts'
import { type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface NewFamily {
  id: string
  client_id: string
  user_id: string
  bot_id: string | null
  session_id: string | null
  installation_id: string | null
  is_exclusive: 0 | 1
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
    bot_id: p.bot_id,
    session_id: p.session_id,
    installation_id: p.installation_id,
    is_exclusive: p.is_exclusive,
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

const insertFamily = (family: TokenFamily): Step =>
  step(
    insert,
    {
      id: family.id,
      client_id: family.clientId,
      user_id: family.userId,
      bot_id: family.botId ?? null,
      session_id: family.sessionId ?? null,
      installation_id: family.authorityId ?? null,
      is_exclusive: family.isExclusive ? 1 : 0,
      scope: family.scopes.join(' '),
      resources: JSON.stringify(family.resources),
      authentication: JSON.stringify(family.authentication),
      created_at: family.createdAt,
    },
    1,
  )

const revokeRivals = statement((db, p: { installationId: string; now: number }) =>
  db
    .updateTable('token_families')
    .set({ revoked_at: p.now, revoked_because: 'superseded' })
    .where('installation_id', '=', p.installationId)
    .where('is_exclusive', '=', 1)
    .where('revoked_at', 'is', null),
)

const holdActive = statement((db, p: { id: string }) =>
  db
    .updateTable('installations')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', p.id)
    .where('activated_at', 'is not', null)
    .where('suspended_at', 'is', null)
    .where('removed_at', 'is', null),
)

/**
 * Fails the write if the installation is not active any more, and makes who would end it wait until the write is done, so
 * that they see it. To come before all other steps: who ends an installation holds it first, too.
 */
export const holdInstallation = (id: string): Step => step(holdActive, { id }, 1)

/**
 * Where one family alone may live on its installation, to come before all other steps: of several that are founded at
 * once, each waits for the one before, sees it and ends it, instead of failing.
 */
export const holdForFamily = ({ isExclusive, authorityId: id }: TokenFamily): readonly Step[] =>
  isExclusive && id !== undefined ? [holdInstallation(id)] : []

/** The steps that found a family; where one alone may live on its installation, the one before ends with it. */
export const foundFamily = (family: TokenFamily): readonly Step[] => {
  const { isExclusive, authorityId: installationId, createdAt: now } = family
  return isExclusive && installationId !== undefined
    ? [step(revokeRivals, { installationId, now }), insertFamily(family)]
    : [insertFamily(family)]
}

/** Ends every token of the family; no harm if it is over already. */
export const revokeFamily = (id: string, because: string, now: number, expectedRows?: number): Step =>
  step(revoke, { id, now, because }, expectedRows)
