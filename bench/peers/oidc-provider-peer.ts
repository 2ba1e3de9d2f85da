import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pinned } from '../load/load.ts'
import { freePort } from '../process/server-process.ts'
import type { BenchClient, Peer, PeerOptions } from './peer.ts'

/** oidc-provider, everything in memory, with its own development pages to sign in. */
export async function oidcProviderPeer({ directory, serverCore }: PeerOptions): Promise<Peer> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const discovery = '/.well-known/openid-configuration'
  const client: BenchClient = {
    id: 'bench',
    secret: randomBytes(32).toString('base64url'),
    redirectUri: 'https://bench.example.com/callback',
  }
  return {
    name: 'oidc-provider',
    origin,
    paths: {
      discovery,
      authorize: '/auth',
      token: '/token',
      introspect: '/token/introspection',
      userinfo: '/me',
    },
    client,
    person: { email: 'ada', password: 'anything' },
    command: {
      command: [...pinned(serverCore), process.execPath, join(import.meta.dirname, '..', 'oidc-provider.ts')],
      env: { PORT: String(port), CLIENT: JSON.stringify(client) },
      readyUrl: origin + discovery,
      logFile: join(directory, 'oidc-provider.log'),
    },
  }
}
