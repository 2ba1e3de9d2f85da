/** Who is at the other end. `X-Forwarded-For` counts only as far as it was written by proxies that the config names. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

export interface TrustedProxies {
  includes(address: string): boolean
  readonly none: boolean
}

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address)

/** From addresses and CIDR ranges. */
export const trustedProxies = (ranges: readonly string[]): TrustedProxies => {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return {
    none: ranges.length === 0,
    includes: (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'),
  }
}

/** The nearest address that is not a trusted proxy. */
export const clientAddress = (incoming: IncomingMessage, proxies: TrustedProxies): string => {
  let address = plain(incoming.socket.remoteAddress ?? '')
  if (proxies.none) return address
  const forwarded = incoming.headers['x-forwarded-for']
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? ''))
    .split(',')
    .map((hop) => hop.trim())
  while (proxies.includes(address)) {
    const hop = plain(hops.pop() ?? '')
    if (isIP(hop) === 0) break
    address = hop
  }
  return address
}
