/** What an app's request asks of the sign-in (OpenID Connect Core 3.1.2.1), as it came. */
export interface AskedSignIn {
  readonly prompt: readonly string[]
  /** Seconds. */
  readonly maxAge: number | undefined
  readonly loginHint: string | undefined
  readonly uiLocales: string | undefined
  readonly acrValues: string | undefined
}

const longest = 300

/**
 * By the parameters of a request; `undefined`: no app asks, the person came by themselves. Who wants to use another
 * account is to choose one, as if the app had asked for that.
 */
export const askedSignIn = (parameters: string | undefined, anotherAccount = false): AskedSignIn => {
  const asked = new URLSearchParams(parameters)
  const text = (name: string) => asked.get(name)?.slice(0, longest) || undefined
  const maxAge = text('max_age')
  const prompt = [...(text('prompt')?.split(' ') ?? []), ...(anotherAccount ? ['select_account'] : [])]
  return {
    prompt: [...new Set(prompt)].filter((word) => word !== ''),
    maxAge: maxAge !== undefined && /^\d{1,10}$/.test(maxAge) ? Number(maxAge) : undefined,
    loginHint: anotherAccount ? undefined : text('login_hint'),
    uiLocales: text('ui_locales'),
    acrValues: text('acr_values'),
  }
}

/** Whether the person has to prove anew who they are. 0 is equivalent to prompt=login. */
export const asksForFreshSignIn = ({ prompt, maxAge }: AskedSignIn): boolean =>
  prompt.includes('login') || maxAge === 0

/** By how much another server's clock may be behind, in seconds. */
const clockSkew = 5

/**
 * The earliest `auth_time` that satisfies what is asked: since the request began, or as long ago as `max_age` says.
 * Undefined: any.
 */
export const earliestAuthTime = (
  asked: AskedSignIn,
  requestedAt: number,
  now: number,
): number | undefined => {
  if (asksForFreshSignIn(asked)) return requestedAt - clockSkew
  return asked.maxAge === undefined ? undefined : now - asked.maxAge - clockSkew
}
