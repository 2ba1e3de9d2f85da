import { randomBase62 } from '../../protocol/random.ts'
import { askedSignIn, asksForFreshSignIn } from '../login-challenges/asked-sign-in.ts'
import { type BeginLoginChallengePorts, beginLoginChallenge } from '../login-challenges/begin.ts'
import type { UpstreamProvider } from './upstream-provider.ts'

export interface BeginUpstreamInput {
  /** The provider's name. */
  readonly source: string
  readonly provider: UpstreamProvider
  /** The secret of the browser that begins. */
  readonly browser: string
  /** The authorization request that waits, if one does. */
  readonly waiting: { readonly secret: string; readonly parameters: string } | undefined
  /** The person wants to be somebody else than the one who is signed in. */
  readonly anotherAccount: boolean
}

/** What another server may ask of the person; consent is ours to ask for, and `none` never comes so far. */
const passedOn = ['login', 'select_account']

/**
 * Where to send the browser for a sign-in at a provider. `max_age` is passed on, since the provider must tell
 * `auth_time` then (OpenID Connect Core 3.1.2.1). @throws UpstreamError
 */
export const beginUpstream = async (
  { source, provider, browser, waiting, anotherAccount }: BeginUpstreamInput,
  ports: BeginLoginChallengePorts,
): Promise<string> => {
  const asked = askedSignIn(waiting?.parameters, anotherAccount)
  const isFresh = asksForFreshSignIn(asked)
  const [nonce, codeVerifier] = [randomBase62(43), randomBase62(64)]
  const interaction = waiting?.secret
  const state = await beginLoginChallenge({ source, browser, interaction, nonce, codeVerifier }, ports)
  const prompt = asked.prompt.filter((word) => passedOn.includes(word))
  return provider.authorizationUrl({
    state,
    nonce,
    codeVerifier,
    prompt: isFresh ? [...new Set(['login', ...prompt])] : prompt,
    maxAge: isFresh ? 0 : asked.maxAge,
    loginHint: asked.loginHint,
    uiLocales: asked.uiLocales,
  })
}
