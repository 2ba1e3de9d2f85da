/** The platform's back end says who the person is whom we sent to its login. */
import type { Clock } from '../../protocol/clock.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Admission } from '../external-identities/admission.ts'
import { type AdmitPersonPorts, admitPerson } from '../external-identities/admit-person.ts'
import { type ExternalPerson, handOffSource } from '../external-identities/external-person.ts'
import type { FindInteractionPorts } from '../interactions/find.ts'
import { askedSignIn, earliestAuthTime } from '../login-challenges/asked-sign-in.ts'
import { type FindLoginChallengePorts, findLoginChallenge } from '../login-challenges/find.ts'
import {
  completionPrefix,
  type ExternalAuthentication,
  type LoginChallenge,
  type SignInRefusal,
} from '../login-challenges/login-challenge.ts'
import { answerUrl } from './answer-url.ts'

export interface ChallengeAnswer {
  readonly userId: string | undefined
  readonly authentication: ExternalAuthentication | undefined
  readonly refusal: SignInRefusal | undefined
  /** Of the second secret. */
  readonly completionHash: string
}

export interface AnswerChallengePorts {
  readonly loginChallenges: {
    /**
     * Records the answer to a challenge that is alive and has none, with what it changes, as one. `answered`: it was, or
     * it ended. `conflict`: something of the admission was made by somebody else meanwhile.
     */
    answer(
      hash: string,
      answer: ChallengeAnswer,
      now: number,
      admission: Admission | undefined,
      events: readonly AuditEvent[],
    ): Promise<'recorded' | 'answered' | 'conflict'>
  }
}

export interface CompleteHandOffPorts
  extends FindLoginChallengePorts,
    FindInteractionPorts,
    AdmitPersonPorts {
  readonly loginChallenges: FindLoginChallengePorts['loginChallenges'] &
    AnswerChallengePorts['loginChallenges']
  readonly audit: { record(event: AuditEvent): Promise<void> }
  readonly clock: Clock
  readonly issuer: string
  /** Whether organizations that are not known here are made. */
  readonly handOffCreatesOrganizations: boolean
}

export interface CompleteHandOffInput {
  readonly challenge: string
  readonly person: ExternalPerson
  readonly authentication: ExternalAuthentication
  readonly actor: Actor
  readonly origin: RequestOrigin
}

export type CompleteHandOffOutcome =
  | {
      readonly outcome: 'completed'
      /** Where to send the browser. */
      readonly redirectTo: string
      /** `login_required`: the person proved who they are too long ago for this app's request, which is told so. */
      readonly refusal: 'login_required' | undefined
      /** Undefined with a refusal. */
      readonly userId: string | undefined
    }
  /** Unknown, used or too old. */
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'already_answered' }
  | { readonly outcome: 'refused'; readonly reason: 'email_taken' | 'user_disabled' }

/** Two first sign-ins of one person, or of two people into one new organization, may meet. */
const attempts = 4

const isTooOld = async (
  challenge: LoginChallenge,
  interaction: string | undefined,
  { authenticatedAt }: ExternalAuthentication,
  { interactions, clock }: CompleteHandOffPorts,
): Promise<boolean> => {
  const waiting = interaction === undefined ? undefined : await interactions.find(hashToken(interaction))
  const asked = askedSignIn(waiting?.parameters)
  const earliest = earliestAuthTime(asked, waiting?.createdAt ?? challenge.createdAt, clock.now())
  return earliest !== undefined && authenticatedAt < earliest
}

export const completeHandOff = async (
  { challenge: secret, person, authentication, actor, origin }: CompleteHandOffInput,
  ports: CompleteHandOffPorts,
): Promise<CompleteHandOffOutcome> => {
  const { loginChallenges, clock } = ports
  const found = await findLoginChallenge(secret, handOffSource, ports)
  if (!found) return { outcome: 'not_found' }
  const { challenge, state } = found
  if (challenge.completionHash !== undefined) return { outcome: 'already_answered' }

  const tooOld = await isTooOld(challenge, state.interaction, authentication, ports)
  const refusal = tooOld ? ('login_required' as const) : undefined
  const source = { name: handOffSource, createOrganizations: ports.handOffCreatesOrganizations }
  const completion = newToken(completionPrefix)
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const admitted = await admitPerson({ person, source, actor, origin }, ports)
    if (admitted.outcome === 'refused') {
      const { reason, userId } = admitted
      const subject = { type: 'user', id: userId } as const
      const data = { reason, source: handOffSource }
      await ports.audit.record(
        auditEvent({ action: 'user.sign_in_failed', actor, subject, origin, data }, { clock }),
      )
      return { outcome: 'refused', reason }
    }
    const { admission } = admitted
    const userId = refusal === undefined ? admission.userId : undefined
    const answer = { userId, authentication, refusal, completionHash: hashToken(completion) }
    const recorded = await loginChallenges.answer(challenge.hash, answer, clock.now(), admission, [])
    if (recorded === 'answered') return { outcome: 'already_answered' }
    if (recorded === 'recorded') {
      const redirectTo = answerUrl(ports.issuer, secret, completion)
      return { outcome: 'completed', redirectTo, refusal, userId }
    }
  }
  throw new Error('the people and organizations of a sign-in go on changing while it is recorded')
}
