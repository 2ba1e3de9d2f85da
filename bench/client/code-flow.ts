import { createHash } from 'node:crypto'
import type { Agent } from 'node:http'
import { basicAuthorization, type Peer } from '../peers/peer.ts'
import { type Answer, exchange } from './exchange.ts'

/** One verifier for all: what a client makes of it costs the server nothing. RFC 7636 section 4.1. */
export const codeVerifier = 'a-code-verifier-of-the-benchmark-0123456789-0123456789-abcdefghi'
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')

/** What a peer must offer for a code flow. */
export type FlowPeer = Pick<Peer, 'origin' | 'paths' | 'client'>

/** Path and query of an authorization request for `scope`; with more parameters, where some are given. */
export function authorizePath(
  { paths, client }: FlowPeer,
  scope: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope,
    state: 'a-state-of-the-benchmark',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...more,
  })
  return `${paths.authorize}?${query}`
}

/** The code in the answer to an authorization request, or undefined when it is not a redirect with one. */
export function codeOf(answer: Answer): string | undefined {
  const { location } = answer.headers
  if (answer.status < 302 || answer.status > 303 || !location?.includes('code=')) return undefined
  return new URL(location).searchParams.get('code') ?? undefined
}

/** A token request of the bench client. */
export function tokenRequest(peer: FlowPeer, form: Record<string, string>, agent?: Agent): Promise<Answer> {
  return exchange(peer.origin + peer.paths.token, {
    form,
    headers: { authorization: basicAuthorization(peer.client) },
    ...(agent && { agent }),
  })
}

/** The form that redeems a code. */
export function redeemForm(peer: FlowPeer, code: string): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    code,
    redirect_uri: peer.client.redirectUri,
    code_verifier: codeVerifier,
  }
}

/** A token answer's members; throws unless the status is 200. */
export function tokensOf(answer: Answer): {
  access_token: string
  refresh_token?: string
  id_token?: string
} {
  if (answer.status !== 200) throw new Error(`token request: ${answer.status} ${answer.body.slice(0, 300)}`)
  return JSON.parse(answer.body)
}

/** A whole flow in a signed-in session whose consent is remembered. */
export async function completeFlow(
  peer: FlowPeer,
  cookie: string,
  scope: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ReturnType<typeof tokensOf>> {
  const redirect = await exchange(peer.origin + authorizePath(peer, scope, more), { headers: { cookie } })
  const code = codeOf(redirect)
  if (!code) throw new Error(`no code: ${redirect.status} to ${redirect.headers.location?.split('?')[0]}`)
  return tokensOf(await tokenRequest(peer, redeemForm(peer, code)))
}
