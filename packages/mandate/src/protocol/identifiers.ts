import { milliseconds } from './clock.ts'
import { randomBase62 } from './random.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A new id: the prefix, ten characters of time (Crockford base32 of milliseconds, so that ids sort by age) and
 * sixteen random ones.
 */
export const newId = (prefix: string): string => {
  let time = milliseconds()
  let text = ''
  for (let digit = 0; digit < 10; digit++) {
    text = alphabet[time % 32] + text
    time = Math.floor(time / 32)
  }
  return `${prefix}_${text}${randomBase62(16)}`
}
