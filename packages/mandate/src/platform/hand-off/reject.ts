import type { Clock } from '../../protocol/clock.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import type { Actor } from '../actor.ts'
import { auditEvent, type RequestOrigin } from '../audit/record.ts'
import { handOffSource } from '../external-identities/external-person.ts'
import { type FindLoginChallengePorts, findLoginChallenge } from '../login-challenges/find.ts'
import { completionPrefix } from '../login-challenges/login-challenge.ts'
import { answerUrl } from './answer-url.ts'
import type { AnswerChallengePorts } from './complete.ts'

export interface RejectHandOffPorts {
  readonly loginChallenges: FindLoginChallengePorts['loginChallenges'] &
    AnswerChallengePorts['loginChallenges']
  readonly clock: Clock
  readonly issuer: string
}

export type RejectHandOffOutcome =
  | { readonly outcome: 'rejected'; readonly redirectTo: string }
  /** Unknown, used or too old. */
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'already_answered' }

/** The platform's login signs nobody in: the person does not want to, or may not. The app gets `access_denied`. */
export const rejectHandOff = async (
  input: { readonly challenge: string; readonly actor: Actor; readonly origin: RequestOrigin },
  ports: RejectHandOffPorts,
): Promise<RejectHandOffOutcome> => {
  const { loginChallenges, clock, issuer } = ports
  const found = await findLoginChallenge(input.challenge, handOffSource, ports)
  if (!found) return { outcome: 'not_found' }
  const { challenge } = found
  const completion = newToken(completionPrefix)
  const event = auditEvent(
    {
      action: 'login_challenge.rejected',
      actor: input.actor,
      subject: { type: 'login_challenge', id: challenge.hash },
      origin: input.origin,
    },
    { clock },
  )
  const recorded = await loginChallenges.answer(
    challenge.hash,
    {
      userId: undefined,
      authentication: undefined,
      refusal: 'access_denied',
      completionHash: hashToken(completion),
    },
    clock.now(),
    undefined,
    [event],
  )
  if (recorded !== 'recorded') return { outcome: 'already_answered' }
  return { outcome: 'rejected', redirectTo: answerUrl(issuer, input.challenge, completion) }
}
