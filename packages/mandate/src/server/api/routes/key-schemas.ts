import { z } from 'zod'
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

interface KeyRefusal {
  readonly reason: string
  readonly scopes?: readonly string[]
  readonly limit?: number
}

const sentenceOf = ({ reason, scopes = [], limit }: KeyRefusal): string => {
  switch (reason) {
    case 'scope_unknown':
      return `There are no such scopes: ${scopes.join(' ')}.`
    case 'scope_not_available':
      return `These scopes are beyond what may be given: ${scopes.join(' ')}.`
    case 'organization_unknown':
      return 'The person is a member of no such organization.'
    case 'forbidden_by_organization':
      return 'The organization lets no personal token act in it.'
    case 'lifetime_too_long':
      return `It may live for ${limit} seconds at most.`
    case 'made_by_a_token':
      return 'A token that was made by a token makes no others.'
    case 'too_many':
      return `There are ${limit} live keys already: revoke one first.`
    default:
      return 'This key cannot be made.'
  }
}

export const keyRefused = (refusal: KeyRefusal): Problem =>
  new Problem('refused', sentenceOf(refusal), { reason: refusal.reason })
