import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Peer } from './peers/peer.ts'
import { ServerProcess } from './process/server-process.ts'

/** Milliseconds from spawn to the first successful discovery answer. */
export type ColdStart = { peer: string; round: number; firstMs: number; secondMs: number; residentMb: number }

/** Starts a peer on an empty data directory, stops it, starts it again on the same. */
export async function coldStart(peer: Peer, round: number, directory: string): Promise<ColdStart> {
  const data = await mkdtemp(join(directory, 'start-'))
  const command = peer.freshCommand?.(data) ?? peer.command
  const first = await ServerProcess.start(command)
  await first.stop()
  const second = await ServerProcess.start(command)
  const residentMb = second.residentBytes() / 1e6
  await second.stop()
  return { peer: peer.name, round, firstMs: first.startedInMs, secondMs: second.startedInMs, residentMb }
}
