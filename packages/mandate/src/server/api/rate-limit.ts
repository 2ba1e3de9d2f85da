/** How often a credential, or an address without one, may call the management API. */
import { createHmac } from 'node:crypto'
import { addressGroup } from '../../platform/sign-in/address-group.ts'
import type { Limit, Meter } from '../../platform/sign-in/throttle.ts'
import type { Caller } from './credentials.ts'
import { Problem } from './problem.ts'

export interface RateLimitPorts {
  readonly meters: (name: string, limit: Limit) => Meter
  /** Keeps addresses from being read in the meter's store. */
  readonly meterKey: Buffer
}

export const apiLimits = {
  /** For the platform's own back ends, which tell of every sign-in. */
  operator: { points: 6000, seconds: 60 },
  credential: { points: 600, seconds: 60 },
  /** Requests without a credential that is good. */
  address: { points: 60, seconds: 60 },
} as const satisfies Record<string, Limit>

export interface RateLimits {
  /**
   * Counts one request. Gives the headers to answer with
   * (draft-ietf-httpapi-ratelimit-headers-10). @throws Problem 429.
   */
  count(credential: Caller['credential'], address: string): Promise<Readonly<Record<string, string>>>
}

const nameOf = (credential: Caller['credential']): keyof typeof apiLimits => {
  if (!credential) return 'address'
  return credential.kind === 'operator_key' ? 'operator' : 'credential'
}

export const createRateLimits = ({ meters, meterKey }: RateLimitPorts): RateLimits => {
  const byName = {
    operator: meters('api_operator', apiLimits.operator),
    credential: meters('api_credential', apiLimits.credential),
    address: meters('api_address', apiLimits.address),
  }
  return {
    async count(credential, address) {
      const name = nameOf(credential)
      const subject = credential ? `${credential.kind} ${credential.id}` : addressGroup(address)
      const key = createHmac('sha256', meterKey).update(`${name}\n${subject}`).digest('base64url')
      const { within, remaining, resetAfter } = await byName[name].count(key)
      const { points, seconds } = apiLimits[name]
      const headers = {
        'ratelimit-policy': `"${name}";q=${points};w=${seconds}`,
        ratelimit: `"${name}";r=${remaining};t=${resetAfter}`,
      }
      if (within) return headers
      throw new Problem('too_many_requests', 'Wait as long as Retry-After says, in seconds.', {
        headers: { ...headers, 'retry-after': String(resetAfter) },
      })
    },
  }
}
