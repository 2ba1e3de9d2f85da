import type { AuditEvent } from '../platform/audit/record.ts'
import { type Database, query, type Step } from './database.ts'

/**
 * Whoever takes another name is not who an operator vouched for any more: the apps that they own are no longer verified.
 * An operator who gives somebody another name knows what it is.
 */
export const unverifyAppsOf = (
  { kysely }: Database,
  owner: { readonly kind: 'user' | 'organization'; readonly id: string },
  { actor, at }: AuditEvent,
): Step[] => {
  if (actor.type === 'operator') return []
  const column = owner.kind === 'user' ? 'owner_user_id' : 'owner_organization_id'
  const verified = kysely
    .updateTable('apps')
    .set({ verified_at: null, updated_at: at })
    .where(column, '=', owner.id)
    .where('verified_at', 'is not', null)
  return [query(verified)]
}
