import type { SecretUsePorts } from '../platform/apps/secret-uses.ts'
import { type Database, step } from './database.ts'
import { statement } from './statement.ts'

const recordUse = statement<{ id: string; at: number }>((db, p) =>
  db
    .updateTable('client_secrets')
    .set({ last_used_at: p.at })
    .where('id', '=', p.id)
    .where((where) => where.or([where('last_used_at', 'is', null), where('last_used_at', '<', p.at)])),
)

/** When client secrets were last used. */
export const createSecretUseStore = (database: Database): SecretUsePorts['secrets'] => ({
  async recordSecretUses(uses) {
    await database.write(uses.map(({ secretId, at }) => step(recordUse, { id: secretId, at })))
  },
})
