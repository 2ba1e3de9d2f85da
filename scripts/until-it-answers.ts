import { setTimeout as sleep } from 'node:timers/promises'

/** Asks `url` until it answers 200, and says how many milliseconds after `since` (performance.now) that was. */
export const untilItAnswers = async (
  url: string,
  { since, within }: { since: number; within: number },
): Promise<{ milliseconds: number; body: string }> => {
  for (;;) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2000) })
      const body = await response.text()
      if (response.status === 200) return { milliseconds: Math.round(performance.now() - since), body }
    } catch {
      // Nothing listens yet.
    }
    if (performance.now() - since > within) throw new Error(`${url} did not answer within ${within} ms`)
    await sleep(20)
  }
}
