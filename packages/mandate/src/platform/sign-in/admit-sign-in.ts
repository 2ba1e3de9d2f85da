import type { LimitName, Throttle } from './throttle.ts'

export interface SignInAttempt {
  readonly address: string
  readonly emailKey: string
  /** What names the browser, if the account's owner signed in there before. */
  readonly browser: string | undefined
}

export type Admission =
  | {
      readonly allowed: true
      /** For an attempt that was right, or was not made. */
      giveBack(): Promise<void>
    }
  | { readonly allowed: false; readonly retryAfter: number }

/**
 * Whether a sign-in may be tried. A known browser is counted by itself alone, so that nobody can lock an owner out of it.
 * Elsewhere the narrowest sources are asked first, and a refused attempt counts no further: one address can use up
 * little of what an account has.
 */
export const admitSignIn = async (
  { address, emailKey, browser }: SignInAttempt,
  { throttle }: { readonly throttle: Throttle },
): Promise<Admission> => {
  const counted: readonly (readonly [LimitName, string])[] =
    browser === undefined
      ? [
          ['signInsByAddress', address],
          ['signInsByAccountAndAddress', `${address}\n${emailKey}`],
          ['signInsByAccount', emailKey],
        ]
      : [['signInsByKnownBrowser', `${emailKey}\n${browser}`]]
  for (const [limit, subject] of counted) {
    const allowance = await throttle.take(limit, subject)
    if (!allowance.allowed) return allowance
  }
  return {
    allowed: true,
    async giveBack() {
      await Promise.all(counted.map(([limit, subject]) => throttle.giveBack(limit, subject)))
    },
  }
}
