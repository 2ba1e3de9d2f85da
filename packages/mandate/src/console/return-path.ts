import type { Visit } from './visit.ts'
import { findWaitingRequest, type WaitingRequest, type WaitingRequestPorts } from './waiting-request.ts'

const path = '/login'

/** What a mail's token remembers, so that its link leads back to the app's request in the browser that began it. */
export const returnPathOf = (waiting: WaitingRequest | undefined): string | undefined =>
  waiting && `${path}?${new URLSearchParams({ interaction: waiting.secret })}`

/** The app's request that a mail's token remembers, if it still waits for this browser. */
export const findReturn = async (
  visit: Visit,
  returnPath: string | undefined,
  ports: WaitingRequestPorts,
): Promise<WaitingRequest | undefined> => {
  const query = returnPath?.startsWith(`${path}?`) ? returnPath.slice(path.length) : ''
  const secret = new URLSearchParams(query).get('interaction')
  if (secret === null) return undefined
  const found = await findWaitingRequest(visit, ports, secret)
  return found === 'none' || found === 'ended' ? undefined : found
}
