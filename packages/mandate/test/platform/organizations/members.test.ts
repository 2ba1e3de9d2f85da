import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { addMember } from '../../../src/platform/organizations/add-member.ts'
import { changeMemberRole } from '../../../src/platform/organizations/change-member-role.ts'
import { createOrganization } from '../../../src/platform/organizations/create-organization.ts'
import { listMembers } from '../../../src/platform/organizations/list-members.ts'
import { removeMember } from '../../../src/platform/organizations/remove-member.ts'
import type { Role } from '../../../src/platform/organizations/role.ts'
import { partyOfUser } from '../../../src/platform/policy/standing.ts'
import { createMembershipStore } from '../../../src/store/memberships.ts'
import { createOrganizationStore } from '../../../src/store/organizations.ts'
import { createStandingStore } from '../../../src/store/standings.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { insertApp, insertCode, insertFamily, insertUser } from '../../support/rows.ts'

for (const kind of testDatabases()) {
  describe(`members on ${kind.name}`, () => {
    const clock = fakeClock()
    const doing = { actor: { type: 'operator' }, origin: {} } as const
    let opened: OpenTestDatabase
    let ports: Parameters<typeof addMember>[1] &
      Parameters<typeof changeMemberRole>[1] &
      Parameters<typeof listMembers>[2] &
      Parameters<typeof removeMember>[1]
    const people = ['usr_ada', 'usr_grace', 'usr_alan']

    before(async () => {
      opened = await openTestDatabase(kind)
      ports = { members: createMembershipStore(opened.database), clock }
      for (const id of people) await insertUser(opened.database, id)
    })
    after(() => opened.dispose())

    let count = 0
    /** An organization with these people, by their roles. */
    const organizationOf = async (roles: Readonly<Record<string, Role>>): Promise<string> => {
      const organizations = createOrganizationStore(opened.database)
      const input = { slug: `org-${++count}`, name: 'One', ...doing }
      const created = await createOrganization(input, { organizations, clock })
      assert.ok(created.outcome === 'created')
      const organizationId = created.organization.id
      for (const [userId, role] of Object.entries(roles)) {
        const added = await addMember({ organizationId, userId, role, ...doing }, ports)
        assert.deepEqual(added, { outcome: 'added' })
      }
      return organizationId
    }
    const change = (organizationId: string, userId: string, from: Role, role: Role) =>
      changeMemberRole({ organizationId, userId, from, role, ...doing }, ports).then(({ outcome }) => outcome)
    const remove = (organizationId: string, userId: string, from: Role) =>
      removeMember({ organizationId, userId, from, ...doing }, ports).then(({ outcome }) => outcome)
    const rolesIn = async (organizationId: string) => {
      const { members } = await listMembers(organizationId, { limit: 50 }, ports)
      return Object.fromEntries(members.map(({ userId, role }) => [userId, role]))
    }

    it('are added once, and listed a page at a time', async () => {
      const id = await organizationOf({ usr_ada: 'owner', usr_grace: 'member', usr_alan: 'admin' })
      const again = { organizationId: id, userId: 'usr_ada', role: 'member', ...doing } as const
      assert.deepEqual(await addMember(again, ports), { outcome: 'already_member' })
      assert.deepEqual(await addMember({ ...again, userId: 'usr_none' }, ports), { outcome: 'unknown_user' })
      const nowhere = { ...again, organizationId: 'org_none' }
      assert.deepEqual(await addMember(nowhere, ports), { outcome: 'unknown_organization' })
      const first = await listMembers(id, { limit: 2 }, ports)
      assert.deepEqual(
        first.members.map(({ userId }) => userId),
        ['usr_ada', 'usr_alan'],
      )
      const second = await listMembers(id, { limit: 2, cursor: first.nextCursor }, ports)
      assert.deepEqual(second, {
        members: [
          {
            userId: 'usr_grace',
            email: 'usr_grace@example.com',
            name: undefined,
            role: 'member',
            source: 'local',
            disabled: false,
            createdAt: clock.now(),
          },
        ],
        nextCursor: undefined,
      })
    })

    it('change their role, if it is what it was taken for', async () => {
      const id = await organizationOf({ usr_ada: 'owner', usr_grace: 'member' })
      assert.equal(await change(id, 'usr_grace', 'admin', 'owner'), 'changed_meanwhile')
      assert.equal(await change(id, 'usr_grace', 'member', 'admin'), 'changed')
      assert.equal(await change(id, 'usr_grace', 'admin', 'admin'), 'unchanged')
      assert.equal(await change(id, 'usr_alan', 'member', 'admin'), 'not_a_member')
      assert.deepEqual(await rolesIn(id), { usr_ada: 'owner', usr_grace: 'admin' })
      const [event] = await opened.database.kysely
        .selectFrom('audit_events')
        .where('organization_id', '=', id)
        .orderBy('id', 'desc')
        .select(['action', 'before', 'after', 'data'])
        .limit(1)
        .execute()
      assert.deepEqual(
        { ...event },
        {
          action: 'membership.changed',
          before: '{"role":"member"}',
          after: '{"role":"admin"}',
          data: '{"userId":"usr_grace"}',
        },
      )
    })

    it('are in force for who asks at the next moment', async () => {
      const id = await organizationOf({ usr_alan: 'member' })
      const standings = createStandingStore(opened.database)
      const party = () => partyOfUser({ userId: 'usr_alan', scopes: 'all' }, { standings })
      assert.equal((await party())?.roleIn(id), 'member')
      await change(id, 'usr_alan', 'member', 'admin')
      assert.equal((await party())?.roleIn(id), 'admin')
      await remove(id, 'usr_alan', 'admin')
      assert.equal((await party())?.roleIn(id), undefined)
      assert.equal(await partyOfUser({ userId: 'usr_none', scopes: 'all' }, { standings }), undefined)
    })

    it('always leave one owner who can act', async () => {
      const id = await organizationOf({ usr_ada: 'owner', usr_grace: 'admin' })
      assert.equal(await change(id, 'usr_ada', 'owner', 'admin'), 'last_owner')
      assert.equal(await remove(id, 'usr_ada', 'owner'), 'last_owner')
      assert.equal(await change(id, 'usr_grace', 'admin', 'owner'), 'changed')
      const { kysely } = opened.database
      await kysely.updateTable('users').set({ disabled_at: 1 }).where('id', '=', 'usr_grace').execute()
      assert.equal(await remove(id, 'usr_ada', 'owner'), 'last_owner', 'the other one is disabled')
      await kysely.updateTable('users').set({ disabled_at: null }).where('id', '=', 'usr_grace').execute()
      assert.equal(await remove(id, 'usr_ada', 'owner'), 'removed')
      assert.deepEqual(await rolesIn(id), { usr_grace: 'owner' })
    })

    it('never leave together', async () => {
      for (let round = 0; round < 5; round++) {
        const id = await organizationOf({ usr_ada: 'owner', usr_grace: 'owner' })
        const outcomes = await Promise.all([
          remove(id, 'usr_ada', 'owner'),
          change(id, 'usr_grace', 'owner', 'member'),
        ])
        assert.equal(outcomes.filter((outcome) => outcome === 'last_owner').length, 1, outcomes.join())
        assert.ok(Object.values(await rolesIn(id)).includes('owner'))
      }
    })

    it('leave nothing behind by which an app acts as them, and leave to apps what is theirs', async () => {
      const { database } = opened
      const { kysely } = database
      const now = clock.now()
      const id = await organizationOf({ usr_ada: 'owner', usr_grace: 'member' })
      await insertApp(database, 'app_sync', { clients: ['cli_sync'] })
      await insertApp(database, 'app_wanted', { clients: ['cli_wanted'] })
      const installation = (name: string, appId: string, activated: number | null) => ({
        id: name,
        app_id: appId,
        organization_id: id,
        granted_scope: '',
        actor_modes: '["self","app"]',
        installed_by: 'usr_grace',
        created_at: now,
        updated_at: now,
        activated_at: activated,
      })
      await kysely
        .insertInto('installations')
        .values([installation('inst_sync', 'app_sync', now), installation('inst_wanted', 'app_wanted', null)])
        .execute()
      await kysely
        .insertInto('approval_requests')
        .values({
          id: 'req_wanted',
          installation_id: 'inst_wanted',
          requested_by: 'usr_grace',
          scope: '',
          actor_modes: '["self"]',
          created_at: now,
        })
        .execute()
      const whose = { grace: 'usr_grace', ada: 'usr_ada' }
      for (const [name, user_id] of Object.entries(whose)) {
        const rows = { client_id: 'cli_sync', created_at: now, user_id }
        await insertFamily(database, `fam_${name}`, rows)
        await insertFamily(database, `fam_bot_${name}`, rows)
        await insertFamily(database, `fam_personal_${name}`, rows)
        await insertCode(database, `code_${name}`, { ...rows, expires_at: now + 60 })
        await kysely
          .insertInto('grants')
          .values({
            id: `gra_${name}`,
            client_id: 'cli_sync',
            user_id,
            installation_id: 'inst_sync',
            scope: '',
            client_fingerprint: '',
            created_at: now,
            updated_at: now,
          })
          .execute()
        await kysely
          .insertInto('api_keys')
          .values({
            id: `key_${name}`,
            kind: 'personal',
            hash: `key of ${name}`,
            name: 'Key',
            last_four: '1234',
            user_id,
            organization_id: id,
            scope: '',
            created_at: now,
          })
          .execute()
      }
      const there = { installation_id: 'inst_sync' } as never
      await kysely.updateTable('authorization_codes').set(there).execute()
      await kysely
        .updateTable('token_families')
        .set(there)
        .where('id', 'in', ['fam_grace', 'fam_ada', 'fam_bot_grace', 'fam_bot_ada'])
        .execute()
      await kysely
        .updateTable('token_families')
        .set({ bot_id: 'bot' } as never)
        .where('id', 'in', ['fam_bot_grace', 'fam_bot_ada'])
        .execute()

      assert.equal(await remove(id, 'usr_grace', 'member'), 'removed')

      const ended = async (table: 'token_families' | 'grants' | 'api_keys'): Promise<string[]> => {
        const rows = await kysely
          .selectFrom(table)
          .select('id')
          .where('revoked_at', 'is not', null)
          .orderBy('id')
          .execute()
        return rows.map((row) => row.id)
      }
      assert.deepEqual(await ended('token_families'), ['fam_grace'])
      assert.deepEqual(await ended('grants'), ['gra_grace'])
      assert.deepEqual(await ended('api_keys'), ['key_grace'])
      const codes = await kysely.selectFrom('authorization_codes').select('hash').execute()
      assert.deepEqual(
        codes.map(({ hash }) => hash),
        ['code_ada'],
      )
      const waiting = kysely.selectFrom('approval_requests').where('decided_at', 'is', null).select('id')
      assert.deepEqual(await waiting.execute(), [])
      const gone = kysely.selectFrom('installations').where('removed_at', 'is not', null).select('id')
      assert.deepEqual(
        (await gone.execute()).map((row) => row.id),
        ['inst_wanted'],
      )
    })
  })
}
