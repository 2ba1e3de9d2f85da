import { sql } from 'kysely'
import type { ConnectedApp, Consent } from '../platform/consents/consent.ts'
import type { FindConsentPorts } from '../platform/consents/find-consent.ts'
import type { ListConsentsPorts } from '../platform/consents/list-consents.ts'
import type { RememberConsentPorts } from '../platform/consents/remember-consent.ts'
import type { RevokeConsentPorts } from '../platform/consents/revoke-consent.ts'
import { auditStep } from './audit-events.ts'
import { connectedAppsOf } from './connected-apps.ts'
import { type Database, type Step, step } from './database.ts'
import { type Statement, statement } from './statement.ts'

interface Row {
  id: string
  client_id: string
  user_id: string
  scope: string
  client_fingerprint: string
  created_at: number
  updated_at: number
}

const find = statement<{ clientId: string; userId: string }, Row>((db, p) =>
  db
    .selectFrom('grants')
    .selectAll()
    .where('client_id', '=', p.clientId)
    .where('user_id', '=', p.userId)
    .where('revoked_at', 'is', null),
)

const findClient = statement<{ id: string; userId: string }, { client_id: string }>((db, p) =>
  db.selectFrom('grants').select('client_id').where('id', '=', p.id).where('user_id', '=', p.userId),
)

/** The row, and for each of its scopes the text to look for and the text to add: `scope_0`, `added_0`, … */
type Remembered = Row & Readonly<Record<string, string | number>>

/**
 * Inserts a consent, or adds its scopes to the live one in the same statement: of two at once neither is lost and neither
 * fails, which reading first could not promise.
 */
const buildRemember = (scopes: number): Statement<Remembered, unknown> =>
  statement((db, p: Remembered) => {
    const given = sql<string>`' ' || grants.scope || ' '`
    const additions = Array.from(
      { length: scopes },
      (_, index) =>
        sql` || case when replace(${given}, ${p[`scope_${index}`]}, '') = ${given} then ${p[`added_${index}`]} else '' end`,
    )
    const union = sql<string>`grants.scope${sql.join(additions, sql``)}`
    const isSameClient = sql`grants.client_fingerprint = excluded.client_fingerprint`
    return db
      .insertInto('grants')
      .values({
        id: p.id,
        client_id: p.client_id,
        user_id: p.user_id,
        scope: p.scope,
        client_fingerprint: p.client_fingerprint,
        created_at: p.created_at,
        updated_at: p.updated_at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['client_id', 'user_id', 'installation_id'])
          .where('revoked_at', 'is', null)
          .doUpdateSet({
            scope: sql<string>`case when ${isSameClient} then ${union} else excluded.scope end`,
            client_fingerprint: (eb) => eb.ref('excluded.client_fingerprint'),
            updated_at: (eb) => eb.ref('excluded.updated_at'),
          }),
      )
  })

const rememberBySize = new Map<number, Statement<Remembered, unknown>>()

/** One statement for each number of scopes: the compiled ones stay few. */
const rememberFor = (scopes: number): Statement<Remembered, unknown> => {
  const known = rememberBySize.get(scopes)
  if (known) return known
  const fresh = buildRemember(scopes)
  rememberBySize.set(scopes, fresh)
  return fresh
}

const revoke = statement((db, p: { id: string; userId: string; now: number }) =>
  db
    .updateTable('grants')
    .set({ revoked_at: p.now })
    .where('id', '=', p.id)
    .where('user_id', '=', p.userId)
    .where('revoked_at', 'is', null),
)

interface OfClientAndUser {
  clientId: string
  userId: string
  now: number
}

const removeCodes = statement((db, p: OfClientAndUser) =>
  db
    .deleteFrom('authorization_codes')
    .where('expires_at', '>', p.now)
    .where('consumed_at', 'is', null)
    .where('client_id', '=', p.clientId)
    .where('user_id', '=', p.userId),
)

const revokeFamilies = statement((db, p: OfClientAndUser) =>
  db
    .updateTable('token_families')
    .set({ revoked_at: p.now, revoked_because: 'grant_revoked' })
    .where('user_id', '=', p.userId)
    .where('client_id', '=', p.clientId)
    .where('revoked_at', 'is', null),
)

const hold = statement((db, p: { clientId: string; userId: string }) =>
  db
    .updateTable('grants')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('client_id', '=', p.clientId)
    .where('user_id', '=', p.userId)
    .where('revoked_at', 'is', null),
)

/** Fails the write if the consent is revoked, and makes a revocation wait until the write is done, so that it sees it. */
export const holdConsent = (clientId: string, userId: string): Step => step(hold, { clientId, userId }, 1)

const consentOf = (row: Row): Consent => ({
  id: row.id,
  clientId: row.client_id,
  userId: row.user_id,
  scopes: row.scope.split(' ').filter((scope) => scope !== ''),
  clientFingerprint: row.client_fingerprint,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export type ConsentStore = FindConsentPorts['consents'] &
  ListConsentsPorts['consents'] &
  RevokeConsentPorts['consents'] &
  RememberConsentPorts<Step>['consents']

/** What people agreed to. */
export const createConsentStore = (database: Database): ConsentStore => ({
  async find(clientId, userId) {
    const row = await database.one(find, { clientId, userId })
    return row && consentOf(row)
  },
  list: (userId): Promise<readonly ConnectedApp[]> => connectedAppsOf(database, userId),
  rememberSteps(consent, event) {
    const parameters: Record<string, string | number> = {}
    for (const [index, scope] of consent.scopes.entries()) {
      parameters[`scope_${index}`] = ` ${scope} `
      parameters[`added_${index}`] = ` ${scope}`
    }
    const row: Row = {
      id: consent.id,
      client_id: consent.clientId,
      user_id: consent.userId,
      scope: consent.scopes.join(' '),
      client_fingerprint: consent.clientFingerprint,
      created_at: consent.createdAt,
      updated_at: consent.updatedAt,
    }
    return [step(rememberFor(consent.scopes.length), { ...parameters, ...row }, 1), auditStep(event)]
  },
  async revoke(id, userId, now, event) {
    const found = await database.one(findClient, { id, userId })
    if (!found) return false
    const both = { clientId: found.client_id, userId, now }
    // Codes go before families: a redemption that came first holds its code until its family can be seen.
    const outcome = await database.write([
      step(revoke, { id, userId, now }, 1),
      step(removeCodes, both),
      step(revokeFamilies, both),
      auditStep(event),
    ])
    return outcome.committed
  },
})
