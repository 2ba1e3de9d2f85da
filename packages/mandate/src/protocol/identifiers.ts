import { milliseconds } from './clock.ts'
import { randomBase62 } from './random.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Crockford's base32, so that texts sort as their numbers do. */
const sortable = (value: number, digits: number): string => {
  let rest = value
  let text = ''
  for (let digit = 0; digit < digits; digit++) {
    text = alphabet[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

const mostInOneMillisecond = 32 ** 2
let lastTime = 0
let count = 0

/**
 * A new id: the prefix, ten characters of time and two that count within a millisecond, so that what one process makes
 * sorts by age, and fourteen random ones.
 */
export const newId = (prefix: string): string => {
  const time = milliseconds()
  count = time === lastTime ? (count + 1) % mostInOneMillisecond : 0
  lastTime = time
  return `${prefix}_${sortable(time, 10)}${sortable(count, 2)}${randomBase62(14)}`
}
