import { Agent } from 'node:http'
import { authorizePath, codeOf, type FlowPeer, redeemForm, tokenRequest } from '../client/code-flow.ts'
import { type Answer, exchange } from '../client/exchange.ts'
import { basicAuthorization, scopes } from '../peers/peer.ts'

/** Requests to one server process over its own keep-alive connections, as the bench client sends them. */
export class Target {
  readonly #peer: FlowPeer
  readonly #cookie: string
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 32 })

  constructor(peer: FlowPeer, cookie: string) {
    this.#peer = peer
    this.#cookie = cookie
  }

  /** A token for the client itself. */
  clientToken(): Promise<Answer> {
    return this.#token({ grant_type: 'client_credentials', scope: scopes.opaque })
  }

  /** A code of the signed-in session, its consent remembered; undefined when the answer holds none. */
  async code(): Promise<{ code: string | undefined; answer: Answer }> {
    const url = this.#peer.origin + authorizePath(this.#peer, scopes.opaque)
    const answer = await exchange(url, { headers: { cookie: this.#cookie }, agent: this.#agent })
    return { code: codeOf(answer), answer }
  }

  redeem(code: string): Promise<Answer> {
    return this.#token(redeemForm(this.#peer, code))
  }

  refresh(refreshToken: string): Promise<Answer> {
    return this.#token({ grant_type: 'refresh_token', refresh_token: refreshToken })
  }

  revoke(token: string): Promise<Answer> {
    return this.#post('/oauth/revoke', { token })
  }

  /** Whether introspection calls the token active; throws when it doesn't answer 200. */
  async isActive(token: string): Promise<boolean> {
    const answer = await this.#post(this.#peer.paths.introspect, { token })
    if (answer.status !== 200) throw new Error(`introspection: ${answer.status} ${answer.body.slice(0, 200)}`)
    return JSON.parse(answer.body).active === true
  }

  close(): void {
    this.#agent.destroy()
  }

  #token(form: Record<string, string>): Promise<Answer> {
    return tokenRequest(this.#peer, form, this.#agent)
  }

  #post(path: string, form: Record<string, string>): Promise<Answer> {
    const headers = { authorization: basicAuthorization(this.#peer.client) }
    return exchange(this.#peer.origin + path, { form, headers, agent: this.#agent })
  }
}
