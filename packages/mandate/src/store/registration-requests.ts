import type { Selectable } from 'kysely'
import type { ManifestInput } from '../platform/apps/manifest-schema.ts'
import type { DecideRequestPorts } from '../platform/registration-requests/decide-request.ts'
import type { FileRequestPorts } from '../platform/registration-requests/file-request.ts'
import type { ListRegistrationRequests } from '../platform/registration-requests/list-requests.ts'
import type { PickUpPorts } from '../platform/registration-requests/pick-up-credentials.ts'
import type {
  RegistrationDecision,
  RegistrationRequest,
} from '../platform/registration-requests/registration-request.ts'
import { emailKey } from '../platform/users/email.ts'
import type { RegistrationRequestTable } from './access-tables.ts'
import { addSecretStep, createAppSteps } from './app-steps.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { insertUser } from './users.ts'

const decisionOf = (row: Selectable<RegistrationRequestTable>): RegistrationDecision | undefined =>
  row.decision === null || row.decided_at === null
    ? undefined
    : {
        decision: row.decision,
        decidedAt: row.decided_at,
        decidedBy: row.decided_by ?? undefined,
        note: row.note ?? undefined,
        appId: row.app_id ?? undefined,
      }

const requestOf = (row: Selectable<RegistrationRequestTable>): RegistrationRequest => ({
  id: row.id,
  email: row.email,
  manifest: JSON.parse(row.manifest) as ManifestInput,
  useCase: row.use_case,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  decision: decisionOf(row),
  pickedUpAt: row.picked_up_at ?? undefined,
})

const decisionColumns = ({ decision, decidedAt, decidedBy, note, appId }: RegistrationDecision) => ({
  decision,
  decided_at: decidedAt,
  decided_by: decidedBy ?? null,
  note: note ?? null,
  app_id: appId ?? null,
})

/** Requests for apps, by people without an account. */
export const createRegistrationRequestStore = (
  database: Database,
): FileRequestPorts['registrationRequests'] &
  DecideRequestPorts['registrationRequests'] &
  PickUpPorts['registrationRequests'] &
  ListRegistrationRequests => {
  const { kysely } = database

  const find = (id: string) => kysely.selectFrom('registration_requests').selectAll().where('id', '=', id)

  /** Changes the request if it still waits for a decision. */
  const decide = (id: string, decision: RegistrationDecision, now: number, more: object = {}): Step =>
    query(
      kysely
        .updateTable('registration_requests')
        .set({ ...decisionColumns(decision), ...more })
        .where('id', '=', id)
        .where('decided_at', 'is', null)
        .where('expires_at', '>', now),
      1,
    )

  return {
    async fileRequest(request, event) {
      const insert = kysely.insertInto('registration_requests').values({
        id: request.id,
        email: request.email,
        manifest: JSON.stringify(request.manifest),
        use_case: request.useCase,
        created_at: request.createdAt,
        expires_at: request.expiresAt,
      })
      await database.write([query(insert, 1), auditStep(event)])
    },
    async findPending(id, now) {
      const row = await find(id)
        .where('decided_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row && requestOf(row)
    },
    async approve({ requestId, decision, pickUpHash, expiresAt, app, newUser, now, events }) {
      const outcome = await database.write([
        ...(newUser ? [insertUser(newUser, undefined)] : []),
        ...createAppSteps(database, app.id, app.app, app.client, now),
        decide(requestId, decision, now, { pickup_hash: pickUpHash, expires_at: expiresAt }),
        ...events.map(auditStep),
      ])
      return outcome.committed
    },
    async decline(id, decision, now, event) {
      return (await database.write([decide(id, decision, now), auditStep(event)])).committed
    },
    async findWaiting(pickUpHash, now) {
      const row = await kysely
        .selectFrom('registration_requests as request')
        .innerJoin('apps', 'apps.id', 'request.app_id')
        .innerJoin('clients', 'clients.app_id', 'apps.id')
        .where('request.pickup_hash', '=', pickUpHash)
        .where('request.picked_up_at', 'is', null)
        .where('request.expires_at', '>', now)
        .select([
          'request.id',
          'request.email',
          'apps.id as app_id',
          'apps.name',
          'clients.id as internal_id',
          'clients.client_id',
          'clients.type',
        ])
        .executeTakeFirst()
      return (
        row && {
          requestId: row.id,
          appId: row.app_id,
          appName: row.name,
          internalClientId: row.internal_id,
          clientId: row.client_id,
          type: row.type,
          email: row.email,
        }
      )
    },
    async pickUp(pickUpHash, { appId, email }, secret, now, events) {
      const take = kysely
        .updateTable('registration_requests')
        .set({ picked_up_at: now })
        .where('pickup_hash', '=', pickUpHash)
        .where('picked_up_at', 'is', null)
        .where('decision', '=', 'approved')
        .where('expires_at', '>', now)
      const publish = kysely
        .updateTable('apps')
        .set({ published_at: now, updated_at: now })
        .where('id', '=', appId)
        .where('published_at', 'is', null)
      const prove = kysely
        .updateTable('users')
        .set({ email_verified_at: now, updated_at: now })
        .where('id', '=', kysely.selectFrom('apps').where('id', '=', appId).select('owner_user_id'))
        .where('email_key', '=', emailKey(email))
        .where('email_verified_at', 'is', null)
        // Somebody with a password made the account before, and need not be who reads the mail.
        .where('password_hash', 'is', null)
      const outcome = await database.write([
        query(take, 1),
        query(publish),
        query(prove),
        ...(secret ? [addSecretStep(database, secret, now)] : []),
        ...events.map(auditStep),
      ])
      return outcome.committed
    },
    async listRequests({ status, now, after, limit }) {
      let page = kysely.selectFrom('registration_requests').selectAll().orderBy('id').limit(limit)
      if (after !== undefined) page = page.where('id', '>', after)
      if (status === 'pending') page = page.where('decided_at', 'is', null).where('expires_at', '>', now)
      else if (status !== undefined) page = page.where('decision', '=', status)
      return (await page.execute()).map(requestOf)
    },
    async findRequest(id) {
      const row = await find(id).executeTakeFirst()
      return row && requestOf(row)
    },
  }
}
