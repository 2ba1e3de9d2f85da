/** The browser comes back from the platform's login. */
import type { Clock } from '../../protocol/clock.ts'
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import type { AuditEvent, RequestOrigin } from '../audit/record.ts'
import type { Admission } from '../external-identities/admission.ts'
import { handOffSource } from '../external-identities/external-person.ts'
import { type FindLoginChallengePorts, findLoginChallenge } from '../login-challenges/find.ts'
import { completionPrefix, type SignInRefusal } from '../login-challenges/login-challenge.ts'
import { type NewSession, newSession } from '../sessions/start-session.ts'

/** What uses up a challenge: every part must be right, in one statement. */
export interface ChallengeProof {
  readonly hash: string
  /** Of the second secret; undefined where there is none. */
  readonly completionHash: string | undefined
  /** Of the browser that began. */
  readonly browserHash: string
}

/** What a challenge buys, and the hash of the authorization request that goes on with it, if one waits. */
export interface StartedByChallenge {
  readonly session: NewSession
  /** The session that this browser had until now. */
  readonly replaces: string | undefined
  readonly interactionHash: string | undefined
  readonly event: AuditEvent
  /** What makes the person one of ours, where it was not written before. */
  readonly admission?: Admission | undefined
}

export interface FinishHandOffPorts {
  readonly loginChallenges: FindLoginChallengePorts['loginChallenges'] & {
    /**
     * Uses up the challenge and starts the session, as one. `used`: the proof does not hold (any more), or the request
     * that waited ended. `conflict`: something of the admission was made by somebody else meanwhile.
     */
    finish(
      proof: ChallengeProof,
      started: StartedByChallenge,
      now: number,
    ): Promise<'finished' | 'used' | 'conflict'>
    /** Uses up the challenge and tells the request that nobody was signed in, as one. */
    refuse(
      proof: ChallengeProof,
      refusal: SignInRefusal,
      interactionHash: string | undefined,
      now: number,
    ): Promise<boolean>
  }
  readonly clock: Clock
}

export interface FinishHandOffInput {
  readonly challenge: string
  /** The second secret. */
  readonly completion: string
  /** The secret of the browser that comes. */
  readonly browser: string
  readonly replaces: string | undefined
  readonly userAgent: string | undefined
  readonly origin: RequestOrigin
}

export type FinishHandOffOutcome =
  | {
      readonly outcome: 'signed_in'
      readonly session: NewSession
      readonly secret: string
      readonly interaction: string | undefined
    }
  | { readonly outcome: 'refused'; readonly interaction: string | undefined }
  /**
   * Unknown, used, too old, not answered by the platform, or begun by another browser. Which of these is not told: the
   * one who comes may have been sent by an attacker who began it.
   */
  | { readonly outcome: 'expired' }

const hashed = (secret: string | undefined): string | undefined =>
  secret === undefined ? undefined : hashToken(secret)

export const finishHandOff = async (
  input: FinishHandOffInput,
  ports: FinishHandOffPorts,
): Promise<FinishHandOffOutcome> => {
  const { loginChallenges, clock } = ports
  const expired = { outcome: 'expired' } as const
  if (!isWellFormed(input.completion, completionPrefix)) return expired
  const found = await findLoginChallenge(input.challenge, handOffSource, ports)
  if (!found) return expired
  const { challenge, state } = found
  const proof: ChallengeProof = {
    hash: challenge.hash,
    completionHash: hashToken(input.completion),
    browserHash: hashToken(input.browser),
  }
  const { interaction } = state
  const now = clock.now()
  if (challenge.refusal !== undefined) {
    const refused = await loginChallenges.refuse(proof, challenge.refusal, hashed(interaction), now)
    return refused ? { outcome: 'refused', interaction } : expired
  }
  const { userId, authentication } = challenge
  if (userId === undefined || authentication === undefined) return expired
  const { session, secret, event } = newSession(
    { userId, ...authentication, source: handOffSource, userAgent: input.userAgent, origin: input.origin },
    ports,
  )
  const { replaces } = input
  const started = { session, replaces, interactionHash: hashed(interaction), event }
  const finished = await loginChallenges.finish(proof, started, now)
  return finished === 'finished' ? { outcome: 'signed_in', session, secret, interaction } : expired
}
