/**
 * Keeps what apps attempt, for their developers. Requests wait for nothing here: attempts are gathered in memory and
 * written together. Of attempts that are alike (the same client, endpoint and reason) the first are kept one by one, then
 * one between two writes, and the rest as a number, so that neither a busy app nor a flood of wrong secrets fills the
 * database.
 */
import { createHmac } from 'node:crypto'
import type { Attempt } from '../../protocol/attempt.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { HttpRequest, Refusal } from '../../protocol/http.ts'
import { newId } from '../../protocol/identifiers.ts'
import type { AttemptRecord } from './attempt-record.ts'

export interface AttemptLogPorts {
  readonly attempts: { addAttempts(records: readonly AttemptRecord[]): Promise<void> }
  readonly clock: Clock
  /** By which users are made unrecognizable. */
  readonly key: Buffer
}

export interface AttemptLogLimits {
  /** So many alike are kept one by one; each write makes room for one more. */
  readonly alike: number
  /** So many wait at most; then the oldest are dropped. */
  readonly waiting: number
}

export interface AttemptLog {
  /** Returns at once. `refusal` is what it was refused with; undefined if it succeeded. */
  record(
    attempt: Attempt,
    refusal: Refusal | undefined,
    request: Pick<HttpRequest, 'requestId' | 'headers'>,
  ): void
  /** Writes what has gathered. What could not be written waits for the next time. */
  flush(): Promise<void>
  /** How many were dropped since the start, since they came faster than they could be written. */
  dropped(): number
}

/** An attempt before the user is made unrecognizable, which takes longer than all the rest. */
type Gathered = Omit<AttemptRecord, 'userHash'> & { readonly userId: string | undefined }

/** Attempts that are alike. */
interface Alike {
  readonly endpoint: Attempt['endpoint']
  readonly reason: string | undefined
  readonly grantType: string | undefined
  /** Of those that were kept one by one, how many still count. */
  kept: number
  /** Those that were only counted since the last write, and the request of the last of them. */
  more: number
  lastRequestId: string
  /** The last that was kept. */
  last: Gathered
}

const longest = { userAgent: 200, detail: 300 }
const defaults: AttemptLogLimits = { alike: 20, waiting: 2000 }

const cut = (text: string | undefined, length: number): string | undefined => text?.slice(0, length)

export const createAttemptLog = (
  { attempts, clock, key }: AttemptLogPorts,
  { alike, waiting }: AttemptLogLimits = defaults,
): AttemptLog => {
  let gathered: Gathered[] = []
  const byClient = new Map<string, Alike[]>()
  let dropped = 0

  const hashOf = (appId: string, userId: string): string =>
    createHmac('sha256', key).update(`${appId}\n${userId}`).digest('base64url').slice(0, 22)

  const finished = ({ userId, ...record }: Gathered): AttemptRecord => ({
    ...record,
    userHash: userId === undefined ? undefined : hashOf(record.appId, userId),
  })

  const recordOf = (
    { client, endpoint, step, userId, claims, grantType, redirectUri }: Attempt,
    refusal: Refusal | undefined,
    { requestId, headers }: Pick<HttpRequest, 'requestId' | 'headers'>,
  ): Gathered => ({
    id: newId('att'),
    at: clock.now(),
    appId: client.appId,
    clientId: client.id,
    endpoint,
    outcome: refusal ? 'failed' : 'succeeded',
    error: refusal?.code,
    reason: refusal && (refusal.reason ?? refusal.code),
    step,
    userId,
    organizationId: claims?.org_id,
    requestId,
    userAgent: cut([headers['user-agent']].flat()[0], longest.userAgent),
    details: {
      grantType: cut(grantType, longest.userAgent),
      redirectUri: cut(redirectUri, longest.detail),
      description: refusal?.description,
      detail: cut(refusal?.detail, longest.detail),
    },
  })

  const keep = (record: Gathered): void => {
    gathered.push(record)
    // Dropped by halves, so that a flood costs no shift of the whole list each time.
    if (gathered.length < waiting * 2) return
    gathered = gathered.slice(waiting)
    dropped += waiting
  }

  const summaryOf = ({ more, last, lastRequestId }: Alike): Gathered => ({
    ...last,
    id: newId('att'),
    at: clock.now(),
    requestId: lastRequestId,
    details: { ...last.details, count: more },
  })

  /** Those that were only counted, each group as one; each group has room for one more then. */
  const summarize = (): Gathered[] => {
    const summaries: Gathered[] = []
    for (const [client, groups] of byClient) {
      for (const group of groups) {
        if (group.more > 0) summaries.push(summaryOf(group))
        group.more = 0
        group.kept--
      }
      const busy = groups.filter(({ kept }) => kept > 0)
      if (busy.length === 0) byClient.delete(client)
      else if (busy.length < groups.length) byClient.set(client, busy)
    }
    return summaries
  }

  return {
    record(attempt, refusal, request) {
      const { client, endpoint } = attempt
      const reason = refusal && (refusal.reason ?? refusal.code)
      // What is asked for in vain can be anything; what was given is one of a few.
      const grantType = refusal ? undefined : attempt.grantType
      let groups = byClient.get(client.id)
      if (!groups) {
        groups = []
        byClient.set(client.id, groups)
      }
      for (const group of groups) {
        if (group.reason !== reason || group.endpoint !== endpoint || group.grantType !== grantType) continue
        if (group.kept >= alike) {
          group.more++
          group.lastRequestId = request.requestId
          return
        }
        group.kept++
        group.last = recordOf(attempt, refusal, request)
        keep(group.last)
        return
      }
      const first = recordOf(attempt, refusal, request)
      groups.push({ endpoint, reason, grantType, kept: 1, more: 0, lastRequestId: '', last: first })
      keep(first)
    },
    async flush() {
      const over = Math.max(0, gathered.length - waiting)
      dropped += over
      const records = [...gathered.slice(over), ...summarize()]
      if (records.length === 0) return
      gathered = []
      try {
        await attempts.addAttempts(records.map(finished))
      } catch (error) {
        gathered = [...records, ...gathered]
        throw error
      }
    },
    dropped: () => dropped,
  }
}
