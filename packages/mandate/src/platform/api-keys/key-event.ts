import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { factsOf } from '../audit/changed-facts.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { ApiKey, ApiKeyKind } from './api-key.ts'

/** Who does something to a key, and by which request. */
export interface Doing {
  readonly actor: Actor
  readonly origin: RequestOrigin
}

const nouns = {
  personal: 'personal_token',
  organization: 'organization_key',
  operator: 'operator_key',
} as const satisfies Record<ApiKeyKind, string>

/** What the audit log is told of something that was done to a key. */
export const keyEvent = (
  verb: 'created' | 'revoked',
  key: ApiKey,
  { actor, origin }: Doing,
  { clock }: { readonly clock: Clock },
): AuditEvent =>
  auditEvent(
    {
      action: `${nouns[key.kind]}.${verb}`,
      actor,
      origin,
      subject: { type: 'api_key', id: key.id },
      organizationId: key.organizationId,
      data: factsOf({
        name: key.name,
        lastFour: key.lastFour,
        userId: key.userId,
        scopes: key.scopes,
        expiresAt: key.expiresAt,
        createdBy: key.createdBy,
      }),
    },
    { clock },
  )
