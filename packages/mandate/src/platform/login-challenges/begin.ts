import type { Clock } from '../../protocol/clock.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import {
  challengePrefix,
  type LoginChallengeState,
  loginChallengeLifetime,
  type NewLoginChallenge,
  sealChallengeState,
} from './login-challenge.ts'

export interface BeginLoginChallengePorts {
  readonly loginChallenges: { insert(challenge: NewLoginChallenge): Promise<void> }
  readonly clock: Clock
}

/**
 * Lets somebody else sign the person in. `browser` is the secret of the browser that begins: no other may go on. Returns
 * the challenge; only its hash is stored.
 */
export const beginLoginChallenge = async (
  { source, browser, ...state }: { readonly source: string; readonly browser: string } & LoginChallengeState,
  { loginChallenges, clock }: BeginLoginChallengePorts,
): Promise<string> => {
  const challenge = newToken(challengePrefix)
  const now = clock.now()
  await loginChallenges.insert({
    hash: hashToken(challenge),
    source,
    browserHash: hashToken(browser),
    sealedState: sealChallengeState(state, challenge),
    createdAt: now,
    expiresAt: now + loginChallengeLifetime,
  })
  return challenge
}
