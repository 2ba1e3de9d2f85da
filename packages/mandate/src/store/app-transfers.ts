import type { OwnerRef } from '../platform/apps/register-app.ts'
import type { TransferPorts } from '../platform/apps/transfer-app.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query } from './database.ts'

const idOf = (kind: OwnerRef['kind'], owner: OwnerRef | undefined): string | null =>
  owner?.kind === kind ? owner.id : null

/** Apps on their way from one owner to another. */
export const createAppTransfers = (database: Database): TransferPorts['apps'] => {
  const { kysely } = database

  const appOf = (id: string, owner: OwnerRef | undefined) => {
    const [organizationId, userId] = [idOf('organization', owner), idOf('user', owner)]
    return kysely
      .updateTable('apps')
      .where('id', '=', id)
      .where('owner_organization_id', organizationId === null ? 'is' : '=', organizationId)
      .where('owner_user_id', userId === null ? 'is' : '=', userId)
  }
  const offers = (appId: string) => kysely.deleteFrom('app_transfers').where('app_id', '=', appId)

  return {
    async offerTransfer(transfer, from, event) {
      const { appId, to, offeredBy, createdAt, expiresAt } = transfer
      const outcome = await database.write([
        query(
          appOf(appId, from).set((set) => ({ updated_at: set.ref('updated_at') })),
          1,
        ),
        query(offers(appId)),
        query(
          kysely.insertInto('app_transfers').values({
            app_id: appId,
            to_organization_id: idOf('organization', to),
            to_user_id: idOf('user', to),
            offered_by: offeredBy ?? null,
            created_at: createdAt,
            expires_at: expiresAt,
          }),
          1,
        ),
        auditStep(event),
      ])
      return outcome.committed
    },
    async withdrawTransfer(appId, event) {
      return (await database.write([query(offers(appId), 1), auditStep(event)])).committed
    },
    async acceptTransfer(appId, to, now, event) {
      const column = to.kind === 'user' ? 'to_user_id' : 'to_organization_id'
      const outcome = await database.write([
        query(offers(appId).where(column, '=', to.id).where('expires_at', '>', now), 1),
        query(
          kysely
            .updateTable('apps')
            .set({
              owner_organization_id: idOf('organization', to),
              owner_user_id: idOf('user', to),
              verified_at: null,
              trusted: 0,
              acts_as_users: 0,
              updated_at: now,
            })
            .where('id', '=', appId),
          1,
        ),
        query(kysely.deleteFrom('app_managers').where('app_id', '=', appId)),
        auditStep(event),
      ])
      return outcome.committed
    },
    async findTransfer(appId, now) {
      const row = await kysely
        .selectFrom('app_transfers')
        .where('app_id', '=', appId)
        .where('expires_at', '>', now)
        .selectAll()
        .executeTakeFirst()
      if (!row) return undefined
      const to: OwnerRef =
        row.to_organization_id !== null
          ? { kind: 'organization', id: row.to_organization_id }
          : { kind: 'user', id: row.to_user_id ?? '' }
      return {
        appId,
        to,
        offeredBy: row.offered_by ?? undefined,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }
    },
  }
}
