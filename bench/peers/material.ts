import { Browser } from '../client/browser.ts'
import { authorizePath, completeFlow, tokenRequest, tokensOf } from '../client/code-flow.ts'
import { type Peer, scopes } from './peer.ts'

/** What the scenarios send to a running peer. */
export type Material = {
  /** The signed-in session. */
  cookie: string
  /** Opaque access tokens of the client itself, to introspect. */
  clientTokens: string[]
  /** The same on an installation, where the peer knows such. */
  installedTokens: string[]
  /** Access tokens of the signed-in person with `openid`. */
  userTokens: string[]
}

/** Several, so that no peer answers from one hot row. */
const tokenCount = 200
const userTokenCount = 50

/** Signs in through the peer's pages, allows both sets of scopes once, and collects tokens. */
export async function prepareMaterial(peer: Peer): Promise<Material> {
  const cookie = await signIn(peer)
  const ownTokens = async (more: Record<string, string>) => {
    const tokens: string[] = []
    for (let index = 0; index < tokenCount; index++) {
      const form = { grant_type: 'client_credentials', scope: scopes.opaque, ...more }
      tokens.push(tokensOf(await tokenRequest(peer, form)).access_token)
    }
    return tokens
  }
  const clientTokens = await ownTokens({})
  const installedTokens = await ownTokens(organizationOf(peer))
  const userTokens: string[] = []
  for (let index = 0; index < userTokenCount; index++) {
    userTokens.push((await completeFlow(peer, cookie, scopes.openid)).access_token)
  }
  return { cookie, clientTokens, installedTokens, userTokens }
}

async function signIn(peer: Peer): Promise<string> {
  if (!peer.person) return 'session=bare'
  const browser = new Browser(peer.origin, peer.person)
  const allow = async (scope: string, more: Record<string, string> = {}) => {
    const end = await browser.authorize(authorizePath(peer, scope, more), peer.client.redirectUri)
    if (!end.searchParams.has('code')) throw new Error(`${peer.name}: no code: ${end.search}`)
  }
  await allow(scopes.openid)
  await allow(scopes.opaque)
  // One that may install decides: with the consent comes the installation.
  if (peer.organization !== undefined) {
    await allow(scopes.opaque, installedAs(peer))
    await allow(scopes.jwt, installedAs(peer))
  }
  return browser.cookieHeader
}

/** The parameter of a token request that names the organization, where the peer knows such. */
export function organizationOf({ organization }: Peer): Record<string, string> {
  return organization === undefined ? {} : { organization }
}

/** The parameters of an authorization request for the app's bot in the organization, where the peer knows such. */
export function installedAs(peer: Peer): Record<string, string> {
  return peer.organization === undefined ? {} : { ...organizationOf(peer), actor: 'app' }
}

/** Refresh tokens of `count` separate authorizations, for chains that don't touch each other. */
export async function freshRefreshTokens(
  peer: Peer,
  { cookie }: Material,
  count: number,
  more: Record<string, string> = {},
): Promise<string[]> {
  const tokens: string[] = []
  for (let index = 0; index < count; index++) {
    const { refresh_token } = await completeFlow(peer, cookie, scopes.opaque, more)
    if (refresh_token === undefined) throw new Error(`${peer.name} gave no refresh token`)
    tokens.push(refresh_token)
  }
  return tokens
}
