/** An app that acts as a user. Whether it may is the platform's to say, at each use. */
import type { ActiveAccessToken } from './tokens/active-access-token.ts'

export interface ActingRequest {
  readonly token: ActiveAccessToken
  /** Of whom the app wants to be taken for. As it was sent. */
  readonly userId: string
  /** The `client_id` of the resource server that asks. */
  readonly askedBy: string
  readonly requestId: string | undefined
  readonly address: string | undefined
}

export interface ActingPort {
  /**
   * The scopes that the token has while its app acts as the user; undefined where it may not, whatever the reason.
   * Recorded, either way, before it is answered.
   */
  actAs(request: ActingRequest): Promise<readonly string[] | undefined>
}
