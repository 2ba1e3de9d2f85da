import { hashArgon2id, verifyArgon2id } from '../../protocol/argon2id.ts'
import { randomBase62 } from '../../protocol/random.ts'
import { createTurns } from '../../protocol/turns.ts'
import { isTooLongPassword, normalizePassword } from '../users/password-policy.ts'

/** Too many passwords wait for their hash. Seconds after which it is worth trying again. */
export interface Busy {
  readonly outcome: 'busy'
  readonly retryAfter: number
}

/**
 * Hashes and verifies passwords, a few at a time: each takes 46 MiB and a thread, and both must stay bounded whatever
 * comes from outside.
 */
export interface PasswordHasher {
  /** Set while there is no room for another password: for turning somebody away before anything is kept of them. */
  readonly busy: Busy | undefined
  hash(password: string): Promise<{ readonly outcome: 'hashed'; readonly hash: string } | Busy>
  /**
   * Whether the password is the one that was hashed. Without a hash it does the same work for nothing, so that its time
   * does not tell whether there is an account.
   */
  verify(
    stored: string | undefined,
    password: string,
  ): Promise<
    | {
        readonly outcome: 'match'
        /** The hash was made with other parameters than those of today. */
        readonly outdated: boolean
      }
    | { readonly outcome: 'mismatch' }
    | Busy
  >
}

export interface PasswordHasherOptions {
  /** How many at once. Default: 2. */
  readonly concurrency?: number
  /** How many may wait. Default: 50, which is a second or two. */
  readonly maximumWaiting?: number
}

const tooMany: Busy = { outcome: 'busy', retryAfter: 5 }

/** Everything of a PHC string that tells how it was made: algorithm, version, parameters. */
const parametersOf = (phc: string): string => phc.split('$').slice(0, 4).join('$')

export const createPasswordHasher = ({
  concurrency = 2,
  maximumWaiting = 50,
}: PasswordHasherOptions = {}): PasswordHasher => {
  const turns = createTurns({ concurrency, maximumWaiting })
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result | Busy> =>
    (await turns.take(work)) ?? tooMany
  let dummy: Promise<string> | undefined

  return {
    get busy() {
      return turns.full ? tooMany : undefined
    },
    hash: (password) =>
      inTurn(async () => ({ outcome: 'hashed', hash: await hashArgon2id(normalizePassword(password)) })),
    verify: (stored, password) =>
      inTurn(async () => {
        dummy ??= hashArgon2id(randomBase62(43))
        const nobody = await dummy
        const text = isTooLongPassword(password) ? '' : normalizePassword(password)
        const matches = await verifyArgon2id(stored ?? nobody, text)
        if (!matches || stored === undefined) return { outcome: 'mismatch' }
        return { outcome: 'match', outdated: parametersOf(stored) !== parametersOf(nobody) }
      }),
  }
}
