import { sql } from 'kysely'
import type { ApplyChangePorts } from '../platform/installations/apply-change.ts'
import type { InstallSituation } from '../platform/installations/install-situation.ts'
import type { ApprovalRequest, Installation } from '../platform/installations/installation.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { oneInstallation, removeInstallations } from './installation-ends.ts'
import { approvalRequestRow, installationRow } from './installation-rows.ts'

/**
 * Steps that fail if what a situation says is not so any more, and make whoever would change it wait for the write. The
 * organization comes first: who rules about apps holds it, too, and what they ruled is seen by the steps after it.
 */
const holdSituation = ({ kysely }: Database, situation: InstallSituation): Step[] => {
  const { app, organization, rule, userId, role } = situation
  const heldOrganization = kysely
    .updateTable('organizations')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', organization.id)
  const ceiling = organization.ceiling?.join(' ')
  const heldRule = kysely
    .selectFrom('organization_app_rules')
    .select('rule')
    .where('organization_id', '=', organization.id)
    .where('app_id', '=', app.id)
  const steps = [
    query(
      heldOrganization
        .where('install_policy', '=', organization.policy)
        .where((eb) =>
          ceiling === undefined ? eb('scope_ceiling', 'is', null) : eb('scope_ceiling', '=', ceiling),
        ),
      1,
    ),
    query(heldOrganization.where(sql<boolean>`coalesce((${heldRule}), '') = ${rule ?? ''}`), 1),
    query(
      kysely
        .updateTable('apps')
        .set((eb) => ({ updated_at: eb.ref('updated_at') }))
        .where('id', '=', app.id)
        .where('actor_modes', '=', JSON.stringify(app.actorModes))
        .where('published_at', app.publishedAt === undefined ? 'is' : 'is not', null)
        .where('suspended_at', app.suspendedAt === undefined ? 'is' : 'is not', null),
      1,
    ),
    ...app.clients.map(({ id, settings }) =>
      query(
        kysely
          .updateTable('clients')
          .set((eb) => ({ updated_at: eb.ref('updated_at') }))
          .where('id', '=', id)
          .where('settings', '=', settings),
        1,
      ),
    ),
  ]
  if (userId === undefined || role === undefined) return steps
  const member = kysely
    .updateTable('memberships')
    .set((eb) => ({ role: eb.ref('role') }))
    .where('organization_id', '=', organization.id)
    .where('user_id', '=', userId)
    .where('role', '=', role)
  return [...steps, query(member, 1)]
}

const isOrIsNot = (time: number | undefined) => (time === undefined ? 'is' : 'is not')

/** Inserts it, or updates the one of the situation if that is as it was. */
const putInstallation = (
  { kysely }: Database,
  seen: Installation | undefined,
  installation: Installation,
): Step => {
  const { id, ...row } = installationRow(installation)
  if (seen?.id !== id) return query(kysely.insertInto('installations').values({ id, ...row }), 1)
  const { app_id, organization_id, created_at, ...set } = row
  const before = installationRow(seen)
  const update = kysely
    .updateTable('installations')
    .set(set)
    .where('id', '=', id)
    .where('granted_scope', '=', before.granted_scope)
    .where('actor_modes', '=', before.actor_modes)
    .where('activated_at', isOrIsNot(seen.activatedAt), null)
    .where('suspended_at', isOrIsNot(seen.suspendedAt), null)
    .where('expires_at', isOrIsNot(seen.expiresAt), null)
    .where('removed_at', 'is', null)
  return query(update, 1)
}

/** Inserts it, or updates the one of the situation if that is as it was. */
const putRequest = (
  { kysely }: Database,
  seen: ApprovalRequest | undefined,
  request: ApprovalRequest,
): Step => {
  const { id, installation_id, requested_by, created_at, ...set } = approvalRequestRow(request)
  if (!seen) {
    const row = { id, installation_id, requested_by, created_at, ...set }
    return query(kysely.insertInto('approval_requests').values(row), 1)
  }
  const before = approvalRequestRow(seen)
  const update = kysely
    .updateTable('approval_requests')
    .set(set)
    .where('id', '=', id)
    .where('scope', '=', before.scope)
    .where('actor_modes', '=', before.actor_modes)
    .where('decided_at', 'is', null)
  return query(update, 1)
}

const holdIfNobodyWaits = ({ kysely }: Database, id: string): Step => {
  const waiting = kysely
    .selectFrom('approval_requests')
    .select('id')
    .where('installation_id', '=', id)
    .where('decided_at', 'is', null)
  const hold = kysely
    .updateTable('installations')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', id)
    .where(({ not, exists }) => not(exists(waiting)))
  return query(hold, 1)
}

/** Carries out what was decided about a situation. */
export const createInstallationChanges = (database: Database): ApplyChangePorts['installations'] => {
  return {
    async apply(situation, { installation, expiredAt, requests, events }) {
      const seen = situation.installation
      const steps = holdSituation(database, situation)
      if (seen && expiredAt !== undefined)
        steps.push(...removeInstallations(database, oneInstallation(seen.id), expiredAt))
      if (installation) steps.push(putInstallation(database, seen, installation))
      for (const request of requests) {
        const was = situation.pendingRequests.find(({ id }) => id === request.id)
        steps.push(putRequest(database, was, request))
      }
      // Whoever asked meanwhile must not be passed over.
      if (installation?.removedAt !== undefined) steps.push(holdIfNobodyWaits(database, installation.id))
      steps.push(...events.map(auditStep))
      return (await database.write(steps)).committed
    },
  }
}
