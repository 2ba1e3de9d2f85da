import { isIPv6 } from 'node:net'

/**
 * What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 address, within which anybody chooses
 * addresses as they like.
 */
export const addressGroup = (address: string): string => {
  const plain = address.split('%')[0] ?? ''
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const words = back.length + (back.at(-1)?.includes('.') === true ? 1 : 0)
  const all = tail === undefined ? front : [...front, ...Array(8 - front.length - words).fill('0'), ...back]
  return `${all
    .slice(0, 4)
    .map((word) => word.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
