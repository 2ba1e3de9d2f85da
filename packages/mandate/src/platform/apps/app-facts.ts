/** What people are told of an app when they sign in for it or allow it to act. */
export interface AppFacts {
  readonly name: string
  readonly description: string | undefined
  readonly homepageUrl: string | undefined
  readonly logoUrl: string | undefined
  readonly policyUrl: string | undefined
  readonly termsUrl: string | undefined
  /** The organization or the user that answers for it; undefined for the platform's own. A user may have no name. */
  readonly owner: { readonly name: string | undefined } | undefined
  readonly verified: boolean
}

/** A scope as the catalogue words it. */
export interface ScopeFacts {
  readonly name: string
  /** One line: "Create and edit posts". */
  readonly description: string
  readonly group: string | undefined
  readonly risk: 'low' | 'medium' | 'high' | undefined
}

/** What consent needs to know beside the client itself. */
export interface ConsentFacts {
  findApp(appId: string): Promise<AppFacts | undefined>
  /** Those of the names that the catalogue has, in no particular order. */
  listScopes(names: readonly string[]): Promise<readonly ScopeFacts[]>
}
