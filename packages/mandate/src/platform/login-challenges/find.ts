import type { Clock } from '../../protocol/clock.ts'
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import {
  challengePrefix,
  type LoginChallenge,
  type LoginChallengeState,
  openChallengeState,
} from './login-challenge.ts'

export interface FindLoginChallengePorts {
  readonly loginChallenges: { find(hash: string): Promise<LoginChallenge | undefined> }
  readonly clock: Clock
}

/** The challenge of a source that a secret names, if it is alive and was not used. */
export const findLoginChallenge = async (
  secret: string,
  source: string,
  { loginChallenges, clock }: FindLoginChallengePorts,
): Promise<{ readonly challenge: LoginChallenge; readonly state: LoginChallengeState } | undefined> => {
  if (!isWellFormed(secret, challengePrefix)) return undefined
  const challenge = await loginChallenges.find(hashToken(secret))
  if (challenge?.source !== source) return undefined
  if (challenge.consumedAt !== undefined || challenge.expiresAt <= clock.now()) return undefined
  const state = openChallengeState(challenge.sealedState, secret)
  return state && { challenge, state }
}
