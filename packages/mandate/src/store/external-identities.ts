import type { Admission, AdmissionChange } from '../platform/external-identities/admission.ts'
import type { AdmitPersonPorts } from '../platform/external-identities/admit-person.ts'
import type { LinkIdentityPorts } from '../platform/external-identities/link-identity.ts'
import { emailKey } from '../platform/users/email.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { endWithMembership } from './memberships.ts'
import { holdOrganization } from './organization-rows.ts'
import { insertUser, userOf } from './users.ts'

export type ExternalIdentityStore = AdmitPersonPorts['identities'] &
  LinkIdentityPorts['identities'] & {
    /** By which subject a source knows a user; undefined if it does not. */
    findSubject(source: string, userId: string): Promise<string | undefined>
  }

/** Who people and organizations are elsewhere. */
export const createExternalIdentityStore = (database: Database): ExternalIdentityStore => {
  const { kysely } = database
  return {
    async listIdentities(userId) {
      const rows = await kysely
        .selectFrom('external_identities')
        .select(['source', 'subject', 'created_at'])
        .where('user_id', '=', userId)
        .orderBy('source')
        .execute()
      return rows.map(({ source, subject, created_at }) => ({ source, subject, createdAt: created_at }))
    },
    async link(userId, { source, subject }, now, event) {
      const former = kysely
        .deleteFrom('external_identities')
        .where('user_id', '=', userId)
        .where('source', '=', source)
      const identity = { source, subject, user_id: userId, created_at: now }
      const added = kysely.insertInto('external_identities').values(identity)
      return (await database.write([query(former), query(added, 1), auditStep(event)])).committed
    },
    async unlink(userId, source, event) {
      const removed = kysely
        .deleteFrom('external_identities')
        .where('user_id', '=', userId)
        .where('source', '=', source)
      return (await database.write([query(removed, 1), auditStep(event)])).committed
    },
    async findUser(source, subject) {
      const row = await kysely
        .selectFrom('external_identities')
        .innerJoin('users', 'users.id', 'external_identities.user_id')
        .selectAll('users')
        .where('external_identities.source', '=', source)
        .where('external_identities.subject', '=', subject)
        .executeTakeFirst()
      return row && userOf(row)
    },
    async findSubject(source, userId) {
      const row = await kysely
        .selectFrom('external_identities')
        .select('subject')
        .where('source', '=', source)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      return row?.subject
    },
    findUserByEmail: (key) =>
      kysely.selectFrom('users').select('id').where('email_key', '=', key).executeTakeFirst(),
    async listMemberships(userId) {
      const rows = await kysely
        .selectFrom('memberships')
        .select(['organization_id', 'role', 'source'])
        .where('user_id', '=', userId)
        .execute()
      return rows.map(({ organization_id, role, source }) => ({
        organizationId: organization_id,
        role,
        source,
      }))
    },
    async findOrganizations(source, { ids, slugs, externalIds }) {
      const [named, links] = await Promise.all([
        kysely
          .selectFrom('organizations')
          .select(['id', 'slug'])
          .where((eb) =>
            eb.or([
              eb('id', 'in', [...ids, '']),
              eb('slug', 'in', [...slugs, '']),
              eb(
                'id',
                'in',
                eb
                  .selectFrom('external_organizations')
                  .select('organization_id')
                  .where('source', '=', source)
                  .where('external_id', 'in', [...externalIds, '']),
              ),
            ]),
          )
          .execute(),
        kysely
          .selectFrom('external_organizations')
          .innerJoin('organizations', 'organizations.id', 'external_organizations.organization_id')
          .select(['external_organizations.organization_id', 'external_organizations.external_id'])
          .where('external_organizations.source', '=', source)
          .where((eb) =>
            eb.or([
              eb('external_organizations.external_id', 'in', [...externalIds, '']),
              eb('organizations.id', 'in', [...ids, '']),
              eb('organizations.slug', 'in', [...slugs, '']),
            ]),
          )
          .execute(),
      ])
      const linksOf = Map.groupBy(links, (link) => link.organization_id)
      return named.map(({ id, slug }) => ({
        id,
        slug,
        externalIds: (linksOf.get(id) ?? []).map((link) => link.external_id),
      }))
    },
  }
}

const stepsOf = (database: Database, change: AdmissionChange, now: number): Step[] => {
  const { kysely } = database
  switch (change.kind) {
    case 'create_user':
      return [
        insertUser(change.user, undefined),
        query(
          kysely
            .insertInto('external_identities')
            .values({ ...change.identity, user_id: change.user.id, created_at: now }),
          1,
        ),
      ]
    case 'update_user': {
      const { user } = change
      return [
        query(
          kysely
            .updateTable('users')
            .set({
              email: user.email,
              email_key: emailKey(user.email),
              email_verified_at: user.emailVerifiedAt ?? null,
              name: user.name ?? null,
              profile: JSON.stringify(user.profile),
              updated_at: user.updatedAt,
            })
            .where('id', '=', user.id)
            .where('disabled_at', 'is', null),
          1,
        ),
      ]
    }
    case 'create_organization':
      return [
        query(
          kysely
            .insertInto('organizations')
            .values({ ...change.organization, created_at: now, updated_at: now }),
          1,
        ),
      ]
    case 'link_organization':
      return [
        query(
          kysely.insertInto('external_organizations').values({
            source: change.source,
            external_id: change.externalId,
            organization_id: change.organizationId,
            created_at: now,
          }),
          1,
        ),
      ]
    case 'set_membership': {
      const { organizationId, userId, role, source } = change
      return [
        query(
          kysely
            .insertInto('memberships')
            .values({ organization_id: organizationId, user_id: userId, role, source, created_at: now })
            .onConflict((conflict) =>
              conflict
                .columns(['organization_id', 'user_id'])
                .doUpdateSet({ role })
                .where('memberships.source', '=', source),
            ),
        ),
      ]
    }
    case 'remove_membership': {
      const { organizationId, userId, source } = change
      const removal = kysely
        .deleteFrom('memberships')
        .where('organization_id', '=', organizationId)
        .where('user_id', '=', userId)
        .where('source', '=', source)
      return [
        holdOrganization(database, organizationId),
        query(removal, 1),
        ...endWithMembership(database, organizationId, userId, now),
      ]
    }
  }
}

/** Makes a person of another login one of ours, within the write of what the sign-in buys. */
export const admissionSteps = (database: Database, admission: Admission, now: number): Step[] => [
  ...admission.changes.flatMap((change) => stepsOf(database, change, now)),
  ...admission.events.map(auditStep),
]
