/** Checking a presented client secret against a client's live ones (RFC 6749 2.3.1). */
import { hash, timingSafeEqual } from 'node:crypto'
import { verifyArgon2id } from '../argon2id.ts'
import type { Client, ClientSecret } from '../client.ts'
import type { Clock } from '../clock.ts'
import { OAuthError } from '../errors.ts'
import { randomBytes } from '../random.ts'
import { createTurns } from '../turns.ts'

const remembered = 10_000

const equal = (one: string, other: string): boolean => {
  const left = Buffer.from(one)
  const right = Buffer.from(other)
  return left.length === right.length && timingSafeEqual(left, right)
}

const isLive = ({ expiresAt }: ClientSecret, now: number): boolean =>
  expiresAt === undefined || expiresAt > now

export type VerifySecret = (client: Client, presented: string) => Promise<boolean>

/**
 * A secret that somebody chose is stored under a slow hash, which would cap the server at some forty requests a
 * second. So this process remembers, under a key of its own that is never stored, which text it has seen to be right.
 */
export const createSecretVerifier = (
  clock: Clock,
  /** Told of each secret that was right. */
  used: (secretId: string) => void = () => undefined,
): VerifySecret => {
  const key = randomBytes(32).toString('base64url')
  const known = new Map<string, Promise<boolean>>()
  const turns = createTurns({ concurrency: 2, maximumWaiting: 50 })

  const verifySlowly = async (stored: string, presented: string): Promise<boolean> => {
    const verdict = await turns.take(() => verifyArgon2id(stored, presented))
    if (verdict !== undefined) return verdict
    throw new OAuthError('temporarily_unavailable', 'Too many secrets wait to be checked; try again soon.', {
      reason: 'rate_limited',
      headers: { 'retry-after': '5' },
    })
  }

  const verifyChosen = (secret: ClientSecret, presented: string): Promise<boolean> => {
    const name = hash('sha256', `${key}\n${secret.id}\n${secret.hash}\n${presented}`, 'base64url')
    const before = known.get(name)
    if (before) return before
    const verdict = verifySlowly(secret.hash, presented)
    if (known.size >= remembered) known.clear()
    known.set(name, verdict)
    const forget = () => known.delete(name)
    verdict.then((right) => right || forget(), forget)
    return verdict
  }

  return async (client, presented) => {
    const now = clock.now()
    const digest = hash('sha256', presented, 'base64url')
    for (const secret of client.secrets) {
      if (secret.algorithm !== 'sha256' || !isLive(secret, now) || !equal(digest, secret.hash)) continue
      used(secret.id)
      return true
    }
    // Only what is none of ours is worth the slow hash, beside which ours would otherwise wait at every request.
    for (const secret of client.secrets) {
      if (secret.algorithm === 'sha256' || !isLive(secret, now)) continue
      if (!(await verifyChosen(secret, presented))) continue
      used(secret.id)
      return true
    }
    return false
  }
}
