/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a POST that was sent twice is carried out once. The answer
 * is kept for a day, sealed, since it may hold a secret that is shown once.
 */
import { hash } from 'node:crypto'
import type { Clock } from '../../protocol/clock.ts'
import { type HttpRequest, type HttpResponse, header } from '../../protocol/http.ts'
import type { Sealer } from '../../protocol/sealing.ts'
import type { Caller } from './credentials.ts'
import { Problem } from './problem.ts'

export interface IdempotencyStore {
  /** Reserves a key for one caller; another gets what is there. What has expired is there no more. */
  reserve(
    record: { readonly keyHash: string; readonly requestHash: string; readonly expiresAt: number },
    now: number,
  ): Promise<
    | { readonly outcome: 'reserved' }
    | { readonly outcome: 'taken'; readonly requestHash: string; readonly sealedAnswer: string | undefined }
  >
  keepAnswer(keyHash: string, sealedAnswer: string, expiresAt: number): Promise<void>
  release(keyHash: string): Promise<void>
}

export interface IdempotencyPorts {
  readonly idempotency: IdempotencyStore
  readonly sealer: Sealer
  readonly clock: Clock
}

const keptFor = 86_400

/** After so many seconds without an answer, the instance that worked on it is taken for dead. */
const workedOnFor = 60

const form = /^[\x21-\x7e]{1,255}$/

const sha256 = (parts: readonly string[]): string => hash('sha256', JSON.stringify(parts), 'base64url')

type Kept = Pick<HttpResponse, 'status' | 'headers' | 'body'>

/** Carries `work` out, or gives the answer that the same request got before. @throws Problem 409 or 422. */
export const onlyOnce = async (
  request: HttpRequest,
  credential: NonNullable<Caller['credential']>,
  { idempotency, sealer, clock }: IdempotencyPorts,
  work: () => Promise<HttpResponse>,
): Promise<HttpResponse> => {
  const key = header(request, 'idempotency-key')
  if (key === undefined) return work()
  if (!form.test(key))
    throw new Problem('invalid_fields', 'See errors: each names what is wrong, and where.', {
      errors: [{ parameter: 'Idempotency-Key', detail: 'must be 1 to 255 ASCII characters without spaces' }],
    })
  const { kind, id } = credential
  const keyHash = sha256([kind, id, request.method, request.path, key])
  const requestHash = sha256([request.query, request.body])
  const now = clock.now()
  const reservation = await idempotency.reserve({ keyHash, requestHash, expiresAt: now + workedOnFor }, now)

  if (reservation.outcome === 'taken') {
    if (reservation.requestHash !== requestHash)
      throw new Problem('idempotency_key_reused', 'Draw a new key for each request that differs.')
    if (reservation.sealedAnswer === undefined)
      throw new Problem('request_in_progress', 'Repeat it in a moment, to get the answer.', {
        headers: { 'retry-after': '1' },
      })
    const kept = JSON.parse(sealer.open(reservation.sealedAnswer, `answer ${keyHash}`)) as Kept
    return { ...kept, headers: { ...kept.headers, 'idempotency-replayed': 'true' } }
  }

  let response: HttpResponse
  try {
    response = await work()
  } catch (error) {
    // What was refused or failed has changed nothing, and may be tried again.
    await idempotency.release(keyHash)
    throw error
  }
  const kept: Kept = { status: response.status, headers: response.headers, body: response.body }
  await idempotency.keepAnswer(keyHash, sealer.seal(JSON.stringify(kept), `answer ${keyHash}`), now + keptFor)
  return response
}
