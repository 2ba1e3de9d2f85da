import { accessSync, constants } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { delimiter, join } from 'node:path'

/** Where the figures come from. */
export type Machine = {
  cpu: string
  cores: number
  memoryGb: number
  kernel: string
  node: string
  date: string
}

/** Describes this machine and this day. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  }
}

/** What the benchmark can't do without, as sentences that say what to install; empty when all is there. */
export function missingTools(): string[] {
  const needed = { wrk: 'apt-get install wrk', taskset: 'apt-get install util-linux' }
  return Object.entries(needed).flatMap(([tool, remedy]) =>
    isOnPath(tool) ? [] : [`${tool} is missing: ${remedy} (Debian, Ubuntu)`],
  )
}

/** True when the directory is kept in memory, where making an answer durable costs nothing. */
export async function isMemoryFileSystem(directory: string): Promise<boolean> {
  // statfs(2): TMPFS_MAGIC and RAMFS_MAGIC.
  return [0x01021994, 0x858458f6].includes((await statfs(directory)).type)
}

/** True when the shell would find this program. */
export function isOnPath(tool: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, tool), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
