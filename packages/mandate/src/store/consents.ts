import { sql } from 'kysely'
import type { ConnectedApp, Consent, ConsentKey } from '../platform/consents/consent.ts'
import type { FindConsentPorts } from '../platform/consents/find-consent.ts'
import type { ListConsentsPorts } from '../platform/consents/list-consents.ts'
import type { RememberConsentPorts } from '../platform/consents/remember-consent.ts'
import type { RevokeConsentPorts } from '../platform/consents/revoke-consent.ts'
import { auditStepOfGrant } from './audit-events.ts'
import { connectedAppsOf } from './connected-apps.ts'
import { type Database, type Step, step } from './database.ts'
import { createMemberConsents } from './member-consents.ts'
import { type Statement, statement } from './statement.ts'

interface KeyRow {
  client_id: string
  user_id: string
  installation_id: string
  actor_mode: 'self' | 'app'
}

interface Row extends KeyRow {
  id: string
  scope: string
  client_fingerprint: string
  created_at: number
  updated_at: number
}

const keyRow = ({ clientId, userId, installationId, actorMode }: ConsentKey): KeyRow => ({
  client_id: clientId,
  user_id: userId,
  installation_id: installationId ?? '',
  actor_mode: actorMode ?? 'self',
})

const find = statement<KeyRow, Row>((db, p) =>
  db
    .selectFrom('grants')
    .selectAll()
    .where('client_id', '=', p.client_id)
    .where('user_id', '=', p.user_id)
    .where('installation_id', '=', p.installation_id)
    .where('actor_mode', '=', p.actor_mode)
    .where('revoked_at', 'is', null),
)

const findKey = statement<{ id: string; userId: string }, KeyRow>((db, p) =>
  db
    .selectFrom('grants')
    .select(['client_id', 'user_id', 'installation_id', 'actor_mode'])
    .where('id', '=', p.id)
    .where('user_id', '=', p.userId),
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
        installation_id: p.installation_id,
        actor_mode: p.actor_mode,
        scope: p.scope,
        client_fingerprint: p.client_fingerprint,
        created_at: p.created_at,
        updated_at: p.updated_at,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['client_id', 'user_id', 'installation_id', 'actor_mode'])
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

/** As whom codes and families act is told by the bot that they name, or by none. */
const actsAs = (mode: 'self' | 'app') =>
  sql<boolean>`case when bot_id is null then 'self' else 'app' end = ${mode}`
const isIn = (installation: string) => sql<boolean>`coalesce(installation_id, '') = ${installation}`

const removeCodes = statement((db, p: KeyRow & { now: number }) =>
  db
    .deleteFrom('authorization_codes')
    .where('expires_at', '>', p.now)
    .where('consumed_at', 'is', null)
    .where('client_id', '=', p.client_id)
    .where('user_id', '=', p.user_id)
    .where(isIn(p.installation_id))
    .where(actsAs(p.actor_mode)),
)

const revokeFamilies = statement((db, p: KeyRow & { now: number }) =>
  db
    .updateTable('token_families')
    .set({ revoked_at: p.now, revoked_because: 'grant_revoked' })
    .where('user_id', '=', p.user_id)
    .where('client_id', '=', p.client_id)
    .where(isIn(p.installation_id))
    .where(actsAs(p.actor_mode))
    .where('revoked_at', 'is', null),
)

const hold = statement((db, p: KeyRow) =>
  db
    .updateTable('grants')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('client_id', '=', p.client_id)
    .where('user_id', '=', p.user_id)
    .where('installation_id', '=', p.installation_id)
    .where('actor_mode', '=', p.actor_mode)
    .where('revoked_at', 'is', null),
)

/** Fails the write if the consent is revoked, and makes a revocation wait until the write is done, so that it sees it. */
export const holdConsent = (key: ConsentKey): Step => step(hold, keyRow(key), 1)

const consentOf = (row: Row): Consent => ({
  id: row.id,
  clientId: row.client_id,
  userId: row.user_id,
  installationId: row.installation_id === '' ? undefined : row.installation_id,
  actorMode: row.actor_mode,
  scopes: row.scope.split(' ').filter((scope) => scope !== ''),
  clientFingerprint: row.client_fingerprint,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export type ConsentStore = FindConsentPorts['consents'] &
  ListConsentsPorts['consents'] &
  RevokeConsentPorts['consents'] &
  RememberConsentPorts<Step>['consents'] &
  ReturnType<typeof createMemberConsents>

/** What people agreed to. */
export const createConsentStore = (database: Database): ConsentStore => ({
  ...createMemberConsents(database),
  async find(key) {
    const row = await database.one(find, keyRow(key))
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
      ...keyRow(consent),
      id: consent.id,
      scope: consent.scopes.join(' '),
      client_fingerprint: consent.clientFingerprint,
      created_at: consent.createdAt,
      updated_at: consent.updatedAt,
    }
    return [
      step(rememberFor(consent.scopes.length), { ...parameters, ...row }, 1),
      auditStepOfGrant(event, row),
    ]
  },
  async revoke(id, userId, now, event) {
    const found = await database.one(findKey, { id, userId })
    if (!found) return false
    const all = { ...found, now }
    // Codes go before families: a redemption that came first holds its code until its family can be seen.
    const outcome = await database.write([
      step(revoke, { id, userId, now }, 1),
      step(removeCodes, all),
      step(revokeFamilies, all),
      auditStepOfGrant(event, found),
    ])
    return outcome.committed
  },
})
