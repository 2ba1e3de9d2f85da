import type { ServerCommand } from '../process/server-process.ts'

/** Names of the peers in the order of the table. */
export const peerNames = ['bare', 'mandate', 'mandate-before', 'oidc-provider'] as const
export type PeerName = (typeof peerNames)[number]

/** A server under measurement, ready to be started. */
export type Peer = {
  name: PeerName
  origin: string
  command: ServerCommand
  /** The same with an empty data directory; for peers that keep data. */
  freshCommand?: (directory: string) => ServerCommand
  paths: {
    discovery: string
    authorize: string
    token: string
    introspect: string
    userinfo: string
  }
  client: BenchClient
  /** The organization in which the app is installed, for peers that know such. */
  organization?: string
  /** Signs in by the pages; absent for the bare server, which has none. */
  person?: { email: string; password: string }
}

/** Where a peer keeps its files, and the core that its process is pinned to. */
export type PeerOptions = {
  directory: string
  serverCore: number | undefined
  /** Flags of node for Mandate's process. */
  nodeFlags?: string[]
  /** The command line of a former build, for the peer that runs it. */
  formerCli?: string
}

/** Mandate's endpoints, which the bare server takes too. */
export const mandatePaths: Peer['paths'] = {
  discovery: '/.well-known/openid-configuration',
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  introspect: '/oauth/introspect',
  userinfo: '/oauth/userinfo',
}

/** The confidential client that every scenario uses. */
export type BenchClient = { id: string; secret: string; redirectUri: string }

/** The `Authorization` header of the client: both parts form-encoded (RFC 6749 section 2.3.1). */
export function basicAuthorization({ id, secret }: BenchClient): string {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

/** The resource whose access tokens are JWTs signed with ES256. */
export const jwtResource = 'https://api.example.com'

/** Scopes: `notes:read` belongs to no resource, `posts:read` to the JWT resource. */
export const scopes = { opaque: 'notes:read', jwt: 'posts:read', openid: 'openid profile email' }
