import { createHash } from 'node:crypto'
import type { TraceEvent } from './trace-events.ts'

/** What the trace proves. */
export type TraceVerdict = {
  /** Answers that carry tokens. */
  answers: number
  /** Tokens in them, each of which was found in the WAL. */
  tokens: number
  /** `fdatasync` calls of the WAL meanwhile: fewer than answers, when commits are grouped. */
  syncs: number
  violations: string[]
}

/**
 * For every answer that carries tokens: the write of each token's hash into the write-ahead log ended
 * before an `fdatasync` of that file began, and this ended before the answer was written to the socket.
 */
export function checkOrder(events: TraceEvent[], walPath: string): TraceVerdict {
  const walWrites = events.filter(({ call, target }) => call === 'pwrite64' && target === walPath)
  const syncs = events.filter(
    ({ call, target, result }) => /^f(data)?sync$/.test(call) && target === walPath && result === 0,
  )
  const verdict: TraceVerdict = { answers: 0, tokens: 0, syncs: syncs.length, violations: [] }
  for (const answer of events) {
    if (!/^(write|writev|sendto)$/.test(answer.call) || !answer.data.includes('"access_token":"')) continue
    verdict.answers++
    if (!answer.data.startsWith('HTTP/1.1 200'))
      verdict.violations.push('an answer with a token is not a 200')
    for (const [, token = ''] of answer.data.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)) {
      const written = walWrites.find(({ data }) => holdsHash(data, token))
      if (!written) {
        verdict.violations.push('the hash of an answered token is nowhere in the write-ahead log')
        continue
      }
      verdict.tokens++
      const durable = syncs.some(({ began, ended }) => began > written.ended && ended < answer.began)
      if (!durable) verdict.violations.push('a token was answered before the sync of its commit')
    }
  }
  return verdict
}

/** The stored form of a token: its SHA-256 in one of the usual encodings. */
function holdsHash(data: string, token: string): boolean {
  const hash = createHash('sha256').update(token).digest()
  return (['base64url', 'hex', 'latin1'] as const).some((encoding) => data.includes(hash.toString(encoding)))
}
