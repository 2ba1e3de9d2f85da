import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { ApiKey } from './api-key.ts'
import { type Doing, keyEvent } from './key-event.ts'

export interface RevokeKeyPorts {
  readonly keys: {
    /** Only one that is not revoked yet; with the event, as one. Says whether it did. */
    revoke(id: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

/** Ends a key, and those that were made by it: none opens anything at the next request. False if it had ended. */
export const revokeKey = (
  { key, ...doing }: Doing & { readonly key: ApiKey },
  { keys, clock }: RevokeKeyPorts,
): Promise<boolean> => keys.revoke(key.id, clock.now(), keyEvent('revoked', key, doing, { clock }))
