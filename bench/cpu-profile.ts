import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** A function's share of the sampled time, callees not counted. */
export type SelfTime = { share: number; name: string; place: string }

type Profile = {
  nodes: {
    id: number
    callFrame: { functionName: string; url: string; lineNumber: number }
  }[]
  samples: number[]
  timeDeltas: number[]
}

/** The functions of the profiles in `directory` that took the most time themselves, idle time left out. */
export async function readSelfTimes(directory: string, count: number): Promise<SelfTime[]> {
  const byPlace = new Map<string, { name: string; place: string; micros: number }>()
  let total = 0
  for (const file of await readdir(directory)) {
    if (!file.endsWith('.cpuprofile')) continue
    const profile: Profile = JSON.parse(await readFile(join(directory, file), 'utf8'))
    const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]))
    for (const [at, id] of profile.samples.entries()) {
      const frame = frames.get(id)
      if (!frame || ['(idle)', '(program)', '(root)'].includes(frame.functionName)) continue
      const micros = profile.timeDeltas[at] ?? 0
      const name = frame.functionName || '(anonymous)'
      const place = frame.url === '' ? 'native' : `${shorten(frame.url)}:${frame.lineNumber + 1}`
      const one = byPlace.get(`${name} ${place}`) ?? { name, place, micros: 0 }
      one.micros += micros
      total += micros
      byPlace.set(`${name} ${place}`, one)
    }
  }
  return [...byPlace.values()]
    .sort((a, b) => b.micros - a.micros)
    .slice(0, count)
    .map(({ name, place, micros }) => ({ share: micros / total, name, place }))
}

function shorten(url: string): string {
  return url.startsWith('file://') ? relative(join(import.meta.dirname, '..'), new URL(url).pathname) : url
}
