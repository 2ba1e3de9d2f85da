/**
 * The way to what only who started the server may see, such as the mails of a development server. Each start makes a link
 * anew and prints it. The link's key is exchanged for a cookie at once, so that it stays in no address bar; key and cookie
 * are worth nothing after the next start.
 */
import { timingSafeEqual } from 'node:crypto'
import { randomBase62 } from '../protocol/random.ts'
import { hashToken } from '../protocol/tokens/format.ts'

export interface FirstStartLink {
  /** To be printed where only who started the server reads. */
  readonly url: string
  /** The value of the cookie for a browser that came by the link; undefined for a wrong key. */
  exchange(key: string | undefined): string | undefined
  /** Whether a browser came by the link of this start. */
  isHolder(cookie: string | undefined): boolean
}

const isSame = (given: string | undefined, expected: string): boolean =>
  given !== undefined && timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(expected)))

/** `path` is the page's, below the issuer; the key stands in its `key` parameter. */
export const createFirstStartLink = (issuer: string, path: string): FirstStartLink => {
  const key = randomBase62(43)
  const cookie = randomBase62(43)
  return {
    url: `${issuer}${path}?key=${key}`,
    exchange: (given) => (isSame(given, key) ? cookie : undefined),
    isHolder: (given) => isSame(given, cookie),
  }
}
