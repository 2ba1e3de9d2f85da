/**
 * On whose authority a client acts. A person may lend their own; or the platform keeps a record of what a client may do
 * somewhere, on which all that is issued then depends. The protocol carries the record's id, narrows by it, and repeats
 * what it says in tokens; what it means is the platform's affair.
 */
import type { Client } from './client.ts'
import { openidScopes } from './scopes.ts'

export interface Authority {
  /** The platform's record; undefined for a person's own, or an app that acts for nobody but itself. */
  readonly id: string | undefined
  /** The `sub` of access tokens, where it is not the person who signed in: the app's bot. */
  readonly botId: string | undefined
  /** Scopes beyond which it gives nothing at this moment, those that speak of a person aside; undefined: no bound. */
  readonly bound: readonly string[] | undefined
  /** What tokens say of it, in introspection and JWTs alike. */
  readonly claims: Readonly<Record<string, string>>
}

/** Nothing but the person, or the app, itself. */
export const ownAuthority: Authority = {
  id: undefined,
  botId: undefined,
  bound: undefined,
  claims: {},
}

const speaksOfPerson = (scope: string): boolean => openidScopes.includes(scope)

/** Of some scopes, those that this authority can give, now. */
export const scopesWithin = ({ bound }: Authority, scopes: readonly string[]): readonly string[] =>
  bound === undefined ? scopes : scopes.filter((scope) => speaksOfPerson(scope) || bound.includes(scope))

/** Those of them that an access token may have: a bot's tells nothing of the person who signed in. */
export const accessTokenScopes = (authority: Authority, scopes: readonly string[]): readonly string[] => {
  const within = scopesWithin(authority, scopes)
  return authority.botId === undefined ? within : within.filter((scope) => !speaksOfPerson(scope))
}

/** The claim in which a JWT access token names its record. */
export const authorityClaim = 'installation_id'

/** What an authorization request leaves to the platform, and what the person chose. */
export interface AuthorityRequest {
  readonly client: Client
  readonly userId: string
  /** All that is asked for. */
  readonly scopes: readonly string[]
  /** As the request hints. */
  readonly organization: string | undefined
  readonly actor: string | undefined
  /** Set once the person has decided; it counts for more than the hints. */
  readonly chosen:
    | { readonly organization: string | undefined; readonly actor: string | undefined }
    | undefined
  /** False where the person must not be asked (`prompt=none`). */
  readonly mayAsk: boolean
}

export interface AuthorityPort {
  /**
   * On whose authority the client is to act for this person, or that they have to choose, to install or to wait first.
   * @throws OAuthError where no answer of the person could make it possible
   */
  ofPerson(request: AuthorityRequest): Promise<Authority | 'ask'>
  /**
   * That of a client which acts as itself: where it says, or nowhere in particular. `scope` as it was asked for.
   * @throws OAuthError
   */
  ofClient(client: Client, organization: string | undefined, scope: string | undefined): Promise<Authority>
  /** The record as it is now, for tokens with this `sub`; undefined if they are good for nothing any more. */
  find(id: string, subjectId: string): Promise<Authority | undefined>
}
