import type { Installation } from './installation.ts'

export type InstallationStatus = 'pending' | 'active' | 'suspended' | 'removed'

type Times = Pick<Installation, 'activatedAt' | 'suspendedAt' | 'removedAt' | 'expiresAt'>

/**
 * What an installation is at a moment, told by its times. Tokens are good only while it is active. An expired one counts
 * as removed before the row says so: nothing brings it back either.
 */
export const statusOf = (times: Times, now: number): InstallationStatus => {
  const { activatedAt, suspendedAt, removedAt, expiresAt } = times
  if (removedAt !== undefined || (expiresAt !== undefined && expiresAt <= now)) return 'removed'
  if (activatedAt === undefined) return 'pending'
  return suspendedAt === undefined ? 'active' : 'suspended'
}
