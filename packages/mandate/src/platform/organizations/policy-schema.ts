import { z } from 'zod'
import { scopeName, seconds } from '../state/state-fields.ts'

/** An organization's policy, in the state file and in the management API. A key that is left out gets its default. */
export const policyShape = {
  /** Who may install apps: everybody; admins, whom others ask; or admins, and only apps that are on the allow-list. */
  install: z.enum(['anyone', 'admins', 'allow_list']).default('admins'),
  /** Beyond these nothing is granted. Left out: no ceiling. */
  scopeCeiling: z.array(scopeName).max(500).optional(),
  /** Whether people may make personal tokens that act here. */
  personalTokens: z.enum(['allowed', 'forbidden']).default('allowed'),
  /** The longest that these may live, in seconds. Left out: for ever. */
  personalTokenLifetime: seconds.optional(),
} as const
