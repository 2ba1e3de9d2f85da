import { randomFillSync } from 'node:crypto'

/** The only file that draws randomness: a pool from the system's generator, so that small draws are cheap. */

const pool = Buffer.allocUnsafeSlow(8192)
let used = pool.length

/** `length` random bytes, never handed out twice. */
export const randomBytes = (length: number): Buffer => {
  if (length > pool.length) return randomFillSync(Buffer.allocUnsafeSlow(length))
  if (used + length > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = Buffer.from(pool.subarray(used, used + length))
  pool.fill(0, used, used + length)
  used += length
  return bytes
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Uniform base62 text; 43 characters carry 256 bits. Bytes of 248 and above are drawn again, to stay uniform. */
export const randomBase62 = (length: number): string => {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length + 8)) {
      if (byte < 248 && text.length < length) text += alphabet[byte % 62]
    }
  }
  return text
}

/** A fraction from 0 to 1, to spread retries; not for secrets. */
export const randomFraction = (): number => randomBytes(4).readUInt32BE() / 0x1_0000_0000
