import type { Visit } from './visit.ts'

/** Which logins there are beside our own accounts. */
export interface ExternalLogins {
  /** Whether our own accounts' forms are there. */
  readonly builtIn: boolean
  /** The platform's login. */
  readonly handOff: { readonly url: string } | undefined
  readonly upstream: readonly { readonly name: string; readonly label: string }[]
}

export interface LoginChoice {
  readonly label: string
  readonly url: string
}

/** Where a hand-off begins, below the mount. */
export const beginHandOffPath = '/login/hand-off/begin'

/** Where a sign-in at an upstream provider begins, below the mount. */
export const upstreamPath = (name: string): string => `/login/upstream/${name}`

/** Whether the person comes to be somebody else than the one who is signed in. */
export const wantsAnotherAccount = ({ query }: Pick<Visit, 'query'>): boolean =>
  query.get('account') === 'another'

/** The ways to sign in beside our own accounts, for the request that waits. */
export const loginChoices = (
  visit: Pick<Visit, 'url' | 'context' | 'query'>,
  interaction: string | undefined,
  { handOff, upstream }: ExternalLogins,
): readonly LoginChoice[] => {
  const account = wantsAnotherAccount(visit) ? 'another' : undefined
  const urlOf = (path: string): string => visit.url(path, { interaction, account })
  return [
    ...(handOff ? [{ label: visit.context.branding.platformName, url: urlOf(beginHandOffPath) }] : []),
    ...upstream.map(({ name, label }) => ({ label, url: urlOf(upstreamPath(name)) })),
  ]
}
