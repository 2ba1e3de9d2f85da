/**
 * A cookie that says: the owner of this account signed in here before. It lets them in when somebody else uses up the
 * tries for their account. It proves nothing more, and a password is still asked for.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../protocol/clock.ts'
import { randomBytes } from '../../protocol/random.ts'
import { deriveKey } from '../../protocol/sealing.ts'

/** How long the cookie lives after a sign-in: 180 days. Seconds. */
export const knownBrowserLifetime = 180 * 86_400

/** How many people may share a browser and all be known in it. */
const maximumEntries = 5

export interface KnownBrowsers {
  /** The cookie's new value after this user signed in. `former` is its value until now: others stay known here. */
  issue(userId: string, former: string | undefined): string
  /** What names this browser among those of the user; undefined if they never signed in here. */
  recognize(value: string | undefined, userId: string): string | undefined
}

interface Entry {
  readonly browser: string
  readonly issuedAt: string
  readonly mac: string
}

const entry = /^([A-Za-z0-9_-]{16})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/

const parse = (value: string | undefined): Entry[] =>
  (value ?? '')
    .split('~')
    .slice(0, maximumEntries)
    .flatMap((text) => {
      const [, browser, issuedAt, mac] = entry.exec(text) ?? []
      return browser && issuedAt && mac ? [{ browser, issuedAt, mac }] : []
    })

/** `secrets` are the deployment's: the first one signs, the former ones still verify. */
export const createKnownBrowsers = (
  secrets: readonly [string, ...string[]],
  { clock }: { readonly clock: Clock },
): KnownBrowsers => {
  const keys = secrets.map((secret) => deriveKey(secret, 'known browser'))
  const sign = (key: Buffer, userId: string, { browser, issuedAt }: Omit<Entry, 'mac'>): Buffer =>
    createHmac('sha256', key).update(`${userId}\n${browser}\n${issuedAt}`).digest()
  const isOf = (one: Entry, userId: string): boolean => {
    const given = Buffer.from(one.mac, 'base64url')
    return keys.some((key) => timingSafeEqual(sign(key, userId, one), given))
  }
  const isAlive = (one: Entry): boolean =>
    Number.parseInt(one.issuedAt, 36) > clock.now() - knownBrowserLifetime
  return {
    issue(userId, former) {
      const fresh = { browser: randomBytes(12).toString('base64url'), issuedAt: clock.now().toString(36) }
      const mac = sign(keys[0] as Buffer, userId, fresh).toString('base64url')
      const others = parse(former).filter((one) => isAlive(one) && !isOf(one, userId))
      return [{ ...fresh, mac }, ...others]
        .slice(0, maximumEntries)
        .map((one) => `${one.browser}.${one.issuedAt}.${one.mac}`)
        .join('~')
    },
    recognize: (value, userId) => parse(value).find((one) => isAlive(one) && isOf(one, userId))?.browser,
  }
}
