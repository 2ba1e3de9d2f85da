import type { AnswerChallengePorts } from '../platform/hand-off/complete.ts'
import type { ChallengeProof, FinishHandOffPorts } from '../platform/hand-off/finish.ts'
import type { BeginLoginChallengePorts } from '../platform/login-challenges/begin.ts'
import type { FindLoginChallengePorts } from '../platform/login-challenges/find.ts'
import type { ExternalAuthentication, SignInRefusal } from '../platform/login-challenges/login-challenge.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { admissionSteps } from './external-identities.ts'
import { recordRefusal, recordSession } from './interactions.ts'
import { insertSession } from './sessions.ts'

export type LoginChallengeStore = BeginLoginChallengePorts['loginChallenges'] &
  FindLoginChallengePorts['loginChallenges'] &
  AnswerChallengePorts['loginChallenges'] &
  FinishHandOffPorts['loginChallenges']

/** Uses up a challenge: by the browser that began, with the second secret where there is one, once. */
const consume = (
  { kysely }: Database,
  { hash, completionHash, browserHash }: ChallengeProof,
  now: number,
): Step =>
  query(
    kysely
      .updateTable('login_challenges')
      .set({ consumed_at: now })
      .where('hash', '=', hash)
      .where('browser_hash', '=', browserHash)
      .where('completion_hash', completionHash === undefined ? 'is' : '=', completionHash ?? null)
      .where('consumed_at', 'is', null)
      .where('expires_at', '>', now),
    1,
  )

/** Sign-ins that somebody else carries out. */
export const createLoginChallengeStore = (database: Database): LoginChallengeStore => {
  const { kysely } = database
  return {
    async insert(challenge) {
      const row = {
        hash: challenge.hash,
        source: challenge.source,
        browser_hash: challenge.browserHash,
        sealed_state: challenge.sealedState,
        created_at: challenge.createdAt,
        expires_at: challenge.expiresAt,
      }
      await database.write([query(kysely.insertInto('login_challenges').values(row), 1)])
    },
    async find(hash) {
      const row = await kysely
        .selectFrom('login_challenges')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst()
      return (
        row && {
          hash: row.hash,
          source: row.source,
          browserHash: row.browser_hash,
          sealedState: row.sealed_state,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
          userId: row.user_id ?? undefined,
          authentication:
            row.authentication === null
              ? undefined
              : (JSON.parse(row.authentication) as ExternalAuthentication),
          refusal: (row.refusal as SignInRefusal | null) ?? undefined,
          completionHash: row.completion_hash ?? undefined,
          consumedAt: row.consumed_at ?? undefined,
        }
      )
    },
    async answer(hash, { userId, authentication, refusal, completionHash }, now, admission, events) {
      const record = kysely
        .updateTable('login_challenges')
        .set({
          user_id: userId ?? null,
          authentication: authentication ? JSON.stringify(authentication) : null,
          refusal: refusal ?? null,
          completion_hash: completionHash,
        })
        .where('hash', '=', hash)
        .where('completion_hash', 'is', null)
        .where('consumed_at', 'is', null)
        .where('expires_at', '>', now)
      const outcome = await database.write([
        query(record, 1),
        ...(admission ? admissionSteps(database, admission, now) : []),
        ...events.map(auditStep),
      ])
      if (outcome.committed) return 'recorded'
      return outcome.failedAt === 0 ? 'answered' : 'conflict'
    },
    async finish(proof, { session, replaces, interactionHash, event, admission }, now) {
      const goesOn = { sessionId: session.id, authenticatedAt: session.authenticatedAt }
      const first = [
        consume(database, proof, now),
        ...(interactionHash === undefined ? [] : [recordSession(interactionHash, goesOn, now)]),
      ]
      const outcome = await database.write([
        ...first,
        ...(admission ? admissionSteps(database, admission, now) : []),
        ...insertSession(session, replaces),
        auditStep(event),
      ])
      if (outcome.committed) return 'finished'
      return outcome.failedAt < first.length ? 'used' : 'conflict'
    },
    async refuse(proof, refusal, interactionHash, now) {
      const outcome = await database.write([
        consume(database, proof, now),
        ...(interactionHash === undefined ? [] : [recordRefusal(interactionHash, refusal, now)]),
      ])
      return outcome.committed
    },
  }
}
