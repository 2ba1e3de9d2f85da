import type { Selectable } from 'kysely'
import type { AcceptInvitationPorts } from '../platform/organizations/accept-invitation.ts'
import type { InvitePorts } from '../platform/organizations/invite.ts'
import type { ListInvitationsPorts } from '../platform/organizations/list-invitations.ts'
import type { Invitation } from '../platform/organizations/organization.ts'
import type { RevokeInvitationPorts } from '../platform/organizations/revoke-invitation.ts'
import { emailKey } from '../platform/users/email.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query } from './database.ts'
import type { InvitationTable } from './installation-tables.ts'
import { holdOrganization } from './organization-rows.ts'

export type InvitationStore = AcceptInvitationPorts['invitations'] &
  InvitePorts['invitations'] &
  ListInvitationsPorts['invitations'] &
  RevokeInvitationPorts['invitations']

const invitationOf = (row: Selectable<InvitationTable>): Invitation => ({
  id: row.id,
  organizationId: row.organization_id,
  email: row.email,
  role: row.role,
  invitedBy: row.invited_by ?? undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
})

/** Who was asked to become a member. */
export const createInvitationStore = (database: Database): InvitationStore => {
  const { kysely } = database
  const openAt = (now: number) =>
    kysely
      .selectFrom('invitations')
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
  return {
    async insert(invitation, hash, event) {
      const { organizationId } = invitation
      const key = emailKey(invitation.email)
      const member = kysely
        .selectFrom('memberships')
        .innerJoin('users', 'users.id', 'memberships.user_id')
        .where('memberships.organization_id', '=', organizationId)
        .where('users.email_key', '=', key)
        .select('users.id')
      const isNoMember = kysely
        .updateTable('organizations')
        .set((set) => ({ updated_at: set.ref('updated_at') }))
        .where('id', '=', organizationId)
        .where(({ not, exists }) => not(exists(member)))
      const replace = kysely
        .updateTable('invitations')
        .set({ revoked_at: invitation.createdAt })
        .where('organization_id', '=', organizationId)
        .where('email_key', '=', key)
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
      const insert = kysely.insertInto('invitations').values({
        id: invitation.id,
        hash,
        organization_id: organizationId,
        email: invitation.email,
        email_key: key,
        role: invitation.role,
        invited_by: invitation.invitedBy ?? null,
        created_at: invitation.createdAt,
        expires_at: invitation.expiresAt,
      })
      const outcome = await database.write([
        holdOrganization(database, organizationId),
        query(isNoMember, 1),
        query(replace),
        query(insert, 1),
        auditStep(event),
      ])
      if (outcome.committed) return 'inserted'
      return outcome.failedAt === 0 ? 'unknown_organization' : 'already_member'
    },
    async listOpen(organizationId, now) {
      const rows = await openAt(now)
        .where('organization_id', '=', organizationId)
        .selectAll()
        .orderBy('id', 'desc')
        .execute()
      return rows.map(invitationOf)
    },
    async find(organizationId, invitationId) {
      const row = await kysely
        .selectFrom('invitations')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', invitationId)
        .executeTakeFirst()
      return row && invitationOf(row)
    },
    async findOpen(hash, now) {
      const row = await openAt(now)
        .innerJoin('organizations', 'organizations.id', 'invitations.organization_id')
        .where('invitations.hash', '=', hash)
        .selectAll('invitations')
        .select(['organizations.slug', 'organizations.name'])
        .executeTakeFirst()
      if (!row) return undefined
      const { slug, name, ...invitation } = row
      return {
        invitation: invitationOf(invitation),
        organization: { id: invitation.organization_id, slug, name },
      }
    },
    async revoke(invitationId, now, event) {
      const revoke = kysely
        .updateTable('invitations')
        .set({ revoked_at: now })
        .where('id', '=', invitationId)
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
      return (await database.write([query(revoke, 1), auditStep(event)])).committed
    },
    async accept(hash, { organizationId, userId, invitation }, now, event) {
      const user = kysely
        .updateTable('users')
        .set((set) => ({ updated_at: set.ref('updated_at') }))
        .where('id', '=', userId)
        .where('email_key', '=', emailKey(invitation.email))
        .where('email_verified_at', 'is not', null)
        .where('disabled_at', 'is', null)
      const use = kysely
        .updateTable('invitations')
        .set({ accepted_at: now })
        .where('hash', '=', hash)
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
      const membership = kysely
        .insertInto('memberships')
        .values({ organization_id: organizationId, user_id: userId, role: invitation.role, created_at: now })
        .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doNothing())
      const outcome = await database.write([
        query(user, 1),
        query(use, 1),
        query(membership),
        auditStep(event),
      ])
      return outcome.committed
    },
  }
}
