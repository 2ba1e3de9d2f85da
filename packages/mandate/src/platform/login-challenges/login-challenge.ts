import { deriveSealingKey, open, seal } from '../../protocol/sealing.ts'

/** How long somebody else's login may take, in seconds. */
export const loginChallengeLifetime = 600

/** What challenges begin with, which travel through the browser. */
export const challengePrefix = 'mlc_'

/** What the second secrets begin with, which only the platform's back end learns. */
export const completionPrefix = 'mlx_'

/** Why a login that somebody else carries out signed nobody in; codes of OAuth and OpenID Connect. */
export type SignInRefusal = 'access_denied' | 'login_required'

/** What a challenge remembers beside its row's columns. */
export interface LoginChallengeState {
  /** The secret of the authorization request that waits for the sign-in. Undefined: the person came by themselves. */
  readonly interaction?: string | undefined
  /** The person wants to be somebody else than the one who is signed in. */
  readonly anotherAccount?: boolean | undefined
  /** Of an upstream login. */
  readonly nonce?: string | undefined
  readonly codeVerifier?: string | undefined
}

export interface NewLoginChallenge {
  readonly hash: string
  /** `hand_off`, or the upstream provider's name. */
  readonly source: string
  readonly browserHash: string
  readonly sealedState: string
  readonly createdAt: number
  readonly expiresAt: number
}

/** A sign-in that somebody else carries out. Times are epoch seconds. */
export interface LoginChallenge extends NewLoginChallenge {
  /** Who it is, once the platform's back end said so. */
  readonly userId: string | undefined
  readonly authentication: ExternalAuthentication | undefined
  readonly refusal: SignInRefusal | undefined
  /** Set once the platform's back end answered. */
  readonly completionHash: string | undefined
  readonly consumedAt: number | undefined
}

/** When and how somebody else's login found out who the person is. */
export interface ExternalAuthentication {
  readonly authenticatedAt: number
  /** RFC 8176 values; empty if nothing is said. */
  readonly amr: readonly string[]
}

const purpose = 'login challenge'

/** The state names a waiting request by its secret. Sealed under the challenge, it is of no use to who has the database. */
export const sealChallengeState = (state: LoginChallengeState, challenge: string): string =>
  seal(deriveSealingKey(challenge, purpose), JSON.stringify(state), purpose)

export const openChallengeState = (sealed: string, challenge: string): LoginChallengeState | undefined => {
  const text = open(deriveSealingKey(challenge, purpose), sealed, purpose)
  return text === undefined ? undefined : (JSON.parse(text) as LoginChallengeState)
}
