import { z } from 'zod'
import { type KeyRefusal, keyRefusalSentence } from '../../../platform/api-keys/key-refusal.ts'
import { label, scopeName, seconds } from '../../../platform/state/state-fields.ts'
import { Problem } from '../problem.ts'
import { time } from '../schemas.ts'

export const key = z
  .object({
    id: z.string(),
    name: z.string(),
    lastFour: z.string(),
    userId: z.string().optional(),
    organizationId: z.string().optional(),
    scopes: z.array(z.string()).readonly(),
    createdBy: z.string().optional(),
    createdAt: time,
    expiresAt: time.optional(),
    lastUsedAt: time.optional(),
  })
  .meta({ id: 'Key' })

export const newKey = key
  .extend({ token: z.string().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'NewKey' })

export const keyName = label.meta({ description: 'To tell keys apart.' })
export const keyScopes = z.array(scopeName).max(500)
export const keyLifetime = seconds.optional().meta({ description: 'Seconds; left out, as long as may be.' })

export const keyRefused = (refusal: KeyRefusal): Problem =>
  new Problem('refused', `${keyRefusalSentence(refusal)}.`, { reason: refusal.reason })
