/** What binds a sign-in at a provider to the browser that began it. */
export interface UpstreamState {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface UpstreamRequest extends UpstreamState {
  readonly prompt: readonly string[]
  /** Seconds. */
  readonly maxAge: number | undefined
  readonly loginHint: string | undefined
  readonly uiLocales: string | undefined
}

/** Claims of the ID token, completed by those of userinfo where the ID token lacks what is needed. */
export type UpstreamClaims = Readonly<Record<string, unknown>> & { readonly sub: string }

/** An OpenID provider at which people sign in. Both may throw `UpstreamError`. */
export interface UpstreamProvider {
  /** Where the browser is sent: code flow with PKCE, state and nonce. */
  authorizationUrl(request: UpstreamRequest): Promise<string>
  /** Redeems what the browser brought back, by the raw query. Nothing of the answer is believed unchecked. */
  redeem(query: string, expected: UpstreamState): Promise<UpstreamClaims>
}

/** `refused`: the provider signed nobody in. `unavailable`: it cannot be reached. `unusable`: its answer is wrong. */
export type UpstreamFailure = 'refused' | 'unavailable' | 'unusable'

export class UpstreamError extends Error {
  readonly failure: UpstreamFailure
  constructor(failure: UpstreamFailure) {
    super(`upstream provider: ${failure}`)
    this.name = 'UpstreamError'
    this.failure = failure
  }
}

/** What is configured of a provider beside how to reach it. */
export interface UpstreamRules {
  readonly name: string
  /** The claim that names the person's organizations; without it none are taken over. */
  readonly organizationsClaim: string | undefined
  readonly createOrganizations: boolean
  /** Whether an e-mail counts as confirmed without `email_verified`. */
  readonly trustEmail: boolean
}
