import { z } from 'zod'
import { isScopeName } from '../../protocol/scopes.ts'
import { isEmail } from '../users/email.ts'
import { isMisleading } from '../users/person-name.ts'

/** The small parts of which the state file's schema is made. A sentence continues the path: `apps[0].name` `must …`. */

export const checked = (problem: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const message = problem(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

export const webAddress = checked((text) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? undefined
    : 'must be an absolute http or https URL',
).max(2000)

export const scopeName = checked((text) =>
  isScopeName(text) ? undefined : 'must be ASCII without spaces, quotes and backslashes',
).max(255)

export const actorModes = z.array(z.enum(['app', 'self'])).min(1)

export const email = checked((text) => (isEmail(text) ? undefined : 'must be an e-mail address'))

export const slug = checked((text) =>
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text)
    ? undefined
    : 'must be lower-case letters, digits and inner hyphens',
).max(64)

/**
 * Text that people read when they decide: without controls, and without marks that turn the direction of what stands
 * around them, by which an app could look like another.
 */
export const readable = checked((text) =>
  isMisleading(text)
    ? 'must not hold control characters or marks that turn the direction of text'
    : undefined,
)

/** A name for people. */
export const label = readable.min(1).max(200)

export const seconds = z.int().min(1).max(3_153_600_000)
