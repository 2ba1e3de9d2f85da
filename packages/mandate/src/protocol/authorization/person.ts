/**
 * What the authorization endpoint asks of whoever talks with the person in front of the browser. The protocol knows
 * no pages, cookies or accounts: it asks questions, and learns the answers when the browser comes back.
 */
import type { Authority } from '../authority.ts'
import type { Client } from '../client.ts'
import type { HttpRequest, HttpResponse } from '../http.ts'

/** Who is signed in at this browser, since when, and how. */
export interface Authentication {
  readonly sessionId: string
  readonly userId: string
  /** `auth_time`: when the person last proved who they are. Epoch seconds. */
  readonly authenticatedAt: number
  /** RFC 8176 values, such as `pwd`. */
  readonly amr: readonly string[]
}

/** An authorization request that waited for a person, taken up again by the browser that began it. */
export interface Interaction {
  /** SHA-256 of the secret in the URL. */
  readonly hash: string
  readonly clientId: string
  /** The parameters as they came, judged again from the start. */
  readonly parameters: string
  readonly createdAt: number
  /** The session in which the person signed in, or which they chose, for this request. */
  readonly sessionId: string | undefined
  /** When they did so. */
  readonly authenticatedAt: number | undefined
  /** Why the login that somebody else carries out signed nobody in for this request. */
  readonly refusal: 'access_denied' | 'login_required' | undefined
  readonly decision: ConsentDecision | undefined
}

export interface ConsentDecision {
  readonly allow: boolean
  /** What the person allowed; meaningless with a refusal. */
  readonly scopes: readonly string[]
  /** Where the app is to act, and as whom, as far as that was chosen; undefined: for the person alone. */
  readonly organization?: string | undefined
  readonly actor?: string | undefined
  /** Who decided. A decision counts for this user only. */
  readonly userId: string
}

/** What a person agreed to before. */
export interface RememberedConsent {
  readonly scopes: readonly string[]
  /** Of what the person saw of the client: see `clientFingerprint`. */
  readonly clientFingerprint: string
}

export interface Question {
  readonly ask: 'sign_in' | 'choose_account' | 'consent'
  readonly client: Client
  /** The parameters as they came, to be judged again afterwards. */
  readonly parameters: string
  /** Set when the browser came back and there is more to ask. */
  readonly interaction: Interaction | undefined
}

export interface PersonPort {
  authentication(request: HttpRequest): Promise<Authentication | undefined>
  /** Sends the browser to the page that asks. */
  ask(request: HttpRequest, question: Question): Promise<HttpResponse>
  /** The interaction that this request names, if it is alive, unused, and this browser's. */
  resume(request: HttpRequest): Promise<Interaction | undefined>
  rememberedConsent(
    client: Client,
    userId: string,
    authority: Authority,
  ): Promise<RememberedConsent | undefined>
}
