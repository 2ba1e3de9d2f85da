import { join } from 'node:path'
import { pinned } from '../load/load.ts'
import { freePort } from '../process/server-process.ts'
import { mandatePaths, type Peer, type PeerOptions } from './peer.ts'

/** The bare `node:http` server that every ratio refers to. It takes Mandate's paths. */
export async function barePeer({ directory, serverCore }: PeerOptions): Promise<Peer> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  return {
    name: 'bare',
    origin,
    paths: mandatePaths,
    client: { id: 'bench', secret: 'not-checked', redirectUri: 'https://bench.example.com/callback' },
    command: {
      command: [...pinned(serverCore), process.execPath, join(import.meta.dirname, '..', 'bare.ts')],
      env: { PORT: String(port) },
      readyUrl: origin + mandatePaths.discovery,
      logFile: join(directory, 'bare.log'),
    },
  }
}
