import type { AwaitApprovalPorts } from '../platform/interactions/await-approval.ts'
import type { BeginInteractionPorts } from '../platform/interactions/begin.ts'
import type { FindInteractionPorts } from '../platform/interactions/find.ts'
import type { HandOverInteractionPorts } from '../platform/interactions/hand-over.ts'
import type { RecordDecisionPorts } from '../platform/interactions/record-decision.ts'
import type { RecordSignInPorts } from '../platform/interactions/record-sign-in.ts'
import type { SignInRefusal } from '../platform/login-challenges/login-challenge.ts'
import type { ConsentDecision } from '../protocol/authorization/person.ts'
import { type Database, type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  hash: string
  client_id: string
  parameters: string
  browser_hash: string
  created_at: number
  expires_at: number
  session_id: string | null
  authenticated_at: number | null
  refusal: string | null
  decision: string | null
  user_id: string | null
  consumed_at: number | null
}

type NewRow = Pick<Row, 'hash' | 'client_id' | 'parameters' | 'browser_hash' | 'created_at' | 'expires_at'>

const insert = statement((db, p: NewRow) =>
  db.insertInto('interactions').values({
    hash: p.hash,
    client_id: p.client_id,
    parameters: p.parameters,
    browser_hash: p.browser_hash,
    created_at: p.created_at,
    expires_at: p.expires_at,
  }),
)

const find = statement<{ hash: string }, Row>((db, p) =>
  db.selectFrom('interactions').selectAll().where('hash', '=', p.hash),
)

const setSession = statement(
  (db, p: { hash: string; now: number; sessionId: string; authenticatedAt: number | null }) =>
    db
      .updateTable('interactions')
      .set({ session_id: p.sessionId, authenticated_at: p.authenticatedAt, refusal: null })
      .where('hash', '=', p.hash)
      .where('consumed_at', 'is', null)
      .where('expires_at', '>', p.now),
)

const setRefusal = statement((db, p: { hash: string; now: number; refusal: string }) =>
  db
    .updateTable('interactions')
    .set({ refusal: p.refusal })
    .where('hash', '=', p.hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', p.now),
)

const setPerson = statement((db, p: { hash: string; now: number; userId: string }) =>
  db
    .updateTable('interactions')
    .set({ user_id: p.userId })
    .where('hash', '=', p.hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', p.now),
)

const setDecision = statement((db, p: { hash: string; now: number; decision: string }) =>
  db
    .updateTable('interactions')
    .set({ decision: p.decision })
    .where('hash', '=', p.hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', p.now),
)

const consume = statement((db, p: { hash: string; now: number }) =>
  db
    .updateTable('interactions')
    .set({ consumed_at: p.now })
    .where('hash', '=', p.hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', p.now),
)

const prolong = statement((db, p: { hash: string; now: number; expiresAt: number }) =>
  db
    .updateTable('interactions')
    .set({ expires_at: p.expiresAt })
    .where('hash', '=', p.hash)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', p.now),
)

/** Ends an interaction within the write of what it buys: of several callers one wins. */
export const consumeInteraction = (hash: string, now: number): Step => step(consume, { hash, now }, 1)

/** Records within another write in which session the person goes on; fails it if the interaction ended. */
export const recordSession = (
  hash: string,
  session: { readonly sessionId: string; readonly authenticatedAt: number | null },
  now: number,
): Step => step(setSession, { hash, now, ...session }, 1)

/** Records within another write why nobody was signed in; fails it if the interaction ended. */
export const recordRefusal = (hash: string, refusal: SignInRefusal, now: number): Step =>
  step(setRefusal, { hash, now, refusal }, 1)

export type InteractionStore = BeginInteractionPorts['interactions'] &
  FindInteractionPorts['interactions'] &
  RecordSignInPorts['interactions'] &
  RecordDecisionPorts['interactions'] &
  AwaitApprovalPorts['interactions'] &
  HandOverInteractionPorts['interactions']

/** Authorization requests that wait for a person. */
export const createInteractionStore = (database: Database): InteractionStore => {
  const changed = async (one: Step): Promise<boolean> => (await database.write([one])).committed
  return {
    async insert(interaction) {
      await database.write([
        step(
          insert,
          {
            hash: interaction.hash,
            client_id: interaction.clientId,
            parameters: interaction.parameters,
            browser_hash: interaction.browserHash,
            created_at: interaction.createdAt,
            expires_at: interaction.expiresAt,
          },
          1,
        ),
      ])
    },
    async find(hash) {
      const row = await database.one(find, { hash })
      return (
        row && {
          hash: row.hash,
          clientId: row.client_id,
          parameters: row.parameters,
          browserHash: row.browser_hash,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
          sessionId: row.session_id ?? undefined,
          authenticatedAt: row.authenticated_at ?? undefined,
          refusal: (row.refusal as SignInRefusal | null) ?? undefined,
          decision: row.decision === null ? undefined : (JSON.parse(row.decision) as ConsentDecision),
          userId: row.user_id ?? undefined,
          consumedAt: row.consumed_at ?? undefined,
        }
      )
    },
    recordSession: (hash, session, now) => changed(recordSession(hash, session, now)),
    recordPerson: (hash, userId, now) => changed(step(setPerson, { hash, now, userId }, 1)),
    recordDecision: (hash, decision, now) =>
      changed(step(setDecision, { hash, now, decision: JSON.stringify(decision) }, 1)),
    async prolong(hash, expiresAt, now) {
      await database.write([step(prolong, { hash, expiresAt, now })])
    },
  }
}
