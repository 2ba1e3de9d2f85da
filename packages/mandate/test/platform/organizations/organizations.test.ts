import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { changePolicy } from '../../../src/platform/organizations/change-policy.ts'
import { createOrganization } from '../../../src/platform/organizations/create-organization.ts'
import { deleteOrganization } from '../../../src/platform/organizations/delete-organization.ts'
import { findOrganization } from '../../../src/platform/organizations/find-organization.ts'
import { listAppRules } from '../../../src/platform/organizations/list-app-rules.ts'
import {
  listOrganizations,
  listOrganizationsOfUser,
} from '../../../src/platform/organizations/list-organizations.ts'
import { defaultPolicy } from '../../../src/platform/organizations/organization.ts'
import { organizationEvent } from '../../../src/platform/organizations/organization-event.ts'
import { renameOrganization } from '../../../src/platform/organizations/rename-organization.ts'
import { setAppRule } from '../../../src/platform/organizations/set-app-rule.ts'
import { createAppRuleStore } from '../../../src/store/app-rules.ts'
import { createOrganizationStore } from '../../../src/store/organizations.ts'
import { createScopeStore } from '../../../src/store/scopes.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { insertApp, insertFamily, insertUser } from '../../support/rows.ts'

for (const kind of testDatabases()) {
  describe(`organizations on ${kind.name}`, () => {
    const clock = fakeClock()
    const doing = { actor: { type: 'operator' }, origin: { requestId: 'req_1' } } as const
    let opened: OpenTestDatabase
    let ports: Parameters<typeof createOrganization>[1] &
      Parameters<typeof listOrganizations>[1] &
      Parameters<typeof changePolicy>[1] &
      Parameters<typeof deleteOrganization>[1] &
      Parameters<typeof findOrganization>[1] &
      Parameters<typeof renameOrganization>[1] &
      Parameters<typeof setAppRule>[1] &
      Parameters<typeof listAppRules>[1]

    before(async () => {
      opened = await openTestDatabase(kind)
      const { database } = opened
      const organizations = createOrganizationStore(database)
      ports = {
        organizations,
        appRules: createAppRuleStore(database),
        scopes: createScopeStore(database),
        clock,
      }
      await database.kysely
        .insertInto('scopes')
        .values([
          { name: 'posts:read', description: 'Read', details: '{}' },
          { name: 'posts:write', description: 'Write', details: '{"implies":["posts:read"]}' },
          { name: 'invoices:read', description: 'Invoices', details: '{}' },
        ])
        .execute()
      await insertUser(database, 'usr_ada')
    })
    after(() => opened.dispose())

    const create = async (slug: string, ownerId?: string) => {
      const created = await createOrganization({ slug, name: `The ${slug}`, ownerId, ...doing }, ports)
      assert.ok(created.outcome === 'created', created.outcome)
      return created.organization
    }

    const eventsOf = async (organizationId: string) => {
      const rows = await opened.database.kysely
        .selectFrom('audit_events')
        .where('organization_id', '=', organizationId)
        .select(['action', 'subject_id', 'app_id', 'before', 'after', 'data'])
        .orderBy('id')
        .execute()
      const facts = (text: string | null) => (text === null ? undefined : (JSON.parse(text) as unknown))
      return rows.map(({ action, before, after, ...row }) => ({
        ...row,
        action,
        before: facts(before),
        after: facts(after),
      }))
    }

    /** An app in an organization that holds some scopes, with a token family of an installation's own. */
    const installed = async (appId: string, organizationId: string, granted: string) => {
      const { database } = opened
      const id = `inst_${appId}_${organizationId}`
      await database.kysely
        .insertInto('installations')
        .values({
          id,
          app_id: appId,
          organization_id: organizationId,
          granted_scope: granted,
          actor_modes: '["self","app"]',
          created_at: clock.now(),
          updated_at: clock.now(),
          activated_at: clock.now(),
        })
        .execute()
      const family = `fam_${appId}_${organizationId}`
      await insertFamily(database, family, {
        user_id: 'usr_ada',
        client_id: `cli_${appId}`,
        created_at: clock.now(),
      })
      await database.kysely
        .updateTable('token_families')
        .set({ installation_id: id } as never)
        .where('id', '=', family)
        .execute()
      const state = async () => {
        const installation = await database.kysely
          .selectFrom('installations')
          .selectAll()
          .where('id', '=', id)
          .executeTakeFirst()
        const row = await database.kysely
          .selectFrom('token_families')
          .select('revoked_at')
          .where('id', '=', family)
          .executeTakeFirst()
        return {
          granted: installation?.granted_scope,
          removed: installation === undefined || installation.removed_at !== null,
          familyEnded: row === undefined || row.revoked_at !== null,
        }
      }
      return { id, state }
    }

    it('begin with an owner, and with the default policy', async () => {
      const organization = await create('first', 'usr_ada')
      assert.deepEqual(organization.policy, defaultPolicy)
      assert.deepEqual(await findOrganization('first', ports), organization)
      assert.deepEqual(await findOrganization(organization.id, ports), organization)
      const [mine] = await listOrganizationsOfUser('usr_ada', ports)
      assert.deepEqual(mine, { ...organization, role: 'owner' })
      assert.deepEqual(
        (await eventsOf(organization.id)).map(({ action, after }) => [action, after]),
        [
          ['organization.created', { slug: 'first', name: 'The first' }],
          ['membership.changed', { role: 'owner' }],
        ],
      )
    })

    it('have a slug of their own', async () => {
      const again = await createOrganization({ slug: 'first', name: 'Again', ...doing }, ports)
      assert.deepEqual(again, { outcome: 'slug_taken' })
      const nobodys = { slug: 'nobodys', name: 'Nobody', ownerId: 'usr_nobody', ...doing }
      assert.deepEqual(await createOrganization(nobodys, ports), { outcome: 'unknown_owner' })
      assert.equal(await findOrganization('nobodys', ports), undefined)
    })

    it('are listed a page at a time', async () => {
      for (const slug of ['second', 'third', 'fourth']) await create(slug)
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listOrganizations({ limit: 2, cursor }, ports)
        seen.push(...page.organizations.map(({ slug }) => slug))
        cursor = page.nextCursor
      } while (cursor !== undefined)
      assert.deepEqual(seen.toSorted(), ['first', 'fourth', 'second', 'third'])
    })

    it('get another name', async () => {
      const { id } = await create('renamed')
      const rename = (name: string) => renameOrganization({ organizationId: id, name, ...doing }, ports)
      assert.deepEqual(await rename('Renamed'), { outcome: 'renamed' })
      assert.deepEqual(await rename('Renamed'), { outcome: 'unchanged' })
      const unknown = { organizationId: 'org_none', name: 'x', ...doing }
      assert.deepEqual(await renameOrganization(unknown, ports), { outcome: 'unknown' })
      const told = (await eventsOf(id)).at(-1)
      assert.deepEqual([told?.before, told?.after], [{ name: 'The renamed' }, { name: 'Renamed' }])
    })

    it('change their policy, of which only what is given changes', async () => {
      const { id } = await create('ruled')
      const change = (set: Parameters<typeof changePolicy>[0]['set']) =>
        changePolicy({ organizationId: id, set, ...doing }, ports)
      const set = { install: 'allow_list', personalTokenLifetime: 3600 } as const
      assert.deepEqual(await change(set), { outcome: 'changed', policy: { ...defaultPolicy, ...set } })
      assert.deepEqual(await change(set), { outcome: 'unchanged' })
      const forbidden = await change({ personalTokens: 'forbidden', personalTokenLifetime: undefined })
      const policy = { ...defaultPolicy, install: 'allow_list', personalTokens: 'forbidden' }
      assert.deepEqual(forbidden, { outcome: 'changed', policy })
      assert.deepEqual((await findOrganization('ruled', ports))?.policy, policy)
      assert.equal((await change({ scopeCeiling: ['posts:read', 'nothing:read'] })).outcome, 'invalid')
      assert.equal((await change({ scopeCeiling: ['mandate:apps:read'] })).outcome, 'changed')
      const told = (await eventsOf(id)).filter(({ action }) => action === 'organization.policy_changed')
      assert.deepEqual(told[1]?.before, { personalTokens: 'allowed', personalTokenLifetime: 3600 })
      assert.deepEqual(told[1]?.after, { personalTokens: 'forbidden', personalTokenLifetime: null })
    })

    it('take from installations what is beyond a new ceiling, and what implies it', async () => {
      const { database } = opened
      await insertApp(database, 'app_ceiling', { clients: ['cli_app_ceiling'] })
      const { id } = await create('low')
      const other = await create('high')
      const cut = await installed('app_ceiling', id, 'posts:write posts:read invoices:read')
      const kept = await installed('app_ceiling', other.id, 'posts:write posts:read')
      const change = (scopeCeiling: readonly string[] | undefined) =>
        changePolicy({ organizationId: id, set: { scopeCeiling }, ...doing }, ports)
      assert.equal((await change(['posts:write', 'invoices:read'])).outcome, 'changed')
      assert.deepEqual(await cut.state(), { granted: 'invoices:read', removed: false, familyEnded: false })
      assert.equal((await kept.state()).granted, 'posts:write posts:read')
      const narrowed = (await eventsOf(id)).find(({ action }) => action === 'installation.narrowed')
      assert.equal(narrowed?.subject_id, cut.id)
      assert.equal(narrowed?.app_id, 'app_ceiling')
      assert.deepEqual(narrowed?.before, { grantedScopes: ['posts:write', 'posts:read', 'invoices:read'] })
      assert.deepEqual(narrowed?.after, { grantedScopes: ['invoices:read'] })
      assert.equal((await change(undefined)).outcome, 'changed')
      assert.equal((await cut.state()).granted, 'invoices:read', 'nothing comes back by itself')
    })

    it('let one of two policies win that are set at once', async () => {
      const { id, policy } = await create('raced')
      const event = () => organizationEvent('organization.policy_changed', id, doing, {}, { clock })
      const set = (install: 'anyone' | 'allow_list') => {
        const change = { organizationId: id, before: policy, after: { ...policy, install } }
        return ports.organizations.setPolicy(change, doing, clock.now(), event())
      }
      const outcomes = await Promise.all([set('anyone'), set('allow_list')])
      assert.deepEqual(outcomes.toSorted(), ['changed', 'changed_meanwhile'])
    })

    const rule = (organizationId: string, appId: string, what: 'allowed' | 'blocked' | undefined) =>
      setAppRule({ organizationId, appId, rule: what, ...doing }, ports).then(({ outcome }) => outcome)

    it('block apps, which ends what these could do there', async () => {
      const { database } = opened
      await insertApp(database, 'app_bad', { clients: ['cli_app_bad'] })
      await insertApp(database, 'app_good', { clients: ['cli_app_good'] })
      const { id } = await create('strict')
      const other = await create('lax')
      const bad = await installed('app_bad', id, 'posts:read')
      const elsewhere = await installed('app_bad', other.id, 'posts:read')
      const good = await installed('app_good', id, 'posts:read')
      assert.equal(await rule(id, 'app_good', 'allowed'), 'set')
      assert.equal(await rule(id, 'app_bad', 'blocked'), 'set')
      assert.equal(await rule(id, 'app_bad', 'blocked'), 'unchanged')
      assert.deepEqual(await bad.state(), { granted: 'posts:read', removed: true, familyEnded: true })
      assert.deepEqual(await elsewhere.state(), { granted: 'posts:read', removed: false, familyEnded: false })
      assert.deepEqual(await good.state(), { granted: 'posts:read', removed: false, familyEnded: false })
      assert.deepEqual(
        (await listAppRules(id, ports)).map(({ appId, rule: what }) => [appId, what]),
        [
          ['app_bad', 'blocked'],
          ['app_good', 'allowed'],
        ],
      )
      const told = (await eventsOf(id)).filter(({ app_id }) => app_id === 'app_bad')
      assert.deepEqual(told.map(({ action }) => action).toSorted(), [
        'app_rule.changed',
        'installation.removed',
      ])
      assert.equal(await rule(id, 'app_bad', undefined), 'set')
      assert.equal((await listAppRules(id, ports)).length, 1)
    })

    it('know nothing of drafts of others', async () => {
      const { database } = opened
      await insertApp(database, 'app_draft', { clients: ['cli_app_draft'] })
      await database.kysely
        .updateTable('apps')
        .set({ published_at: null })
        .where('id', '=', 'app_draft')
        .execute()
      const { id } = await create('curious')
      const asAdmin = {
        organizationId: id,
        rule: 'blocked',
        actor: { type: 'user', userId: 'usr_ada' },
      } as const
      const ask = (appId: string, organizationId = id) =>
        setAppRule({ ...asAdmin, organizationId, appId, origin: {} }, ports).then(({ outcome }) => outcome)
      assert.equal(await ask('app_draft'), 'unknown_app')
      assert.equal(await ask('app_none'), 'unknown_app')
      assert.equal(await ask('app_draft', 'org_acme'), 'set', 'its owner knows it')
      assert.equal(await rule(id, 'app_draft', 'blocked'), 'set', 'an operator knows it')
    })

    it('end with all that was theirs, unless they own apps', async () => {
      const { database } = opened
      await insertApp(database, 'app_there', { clients: ['cli_app_there'] })
      const { id } = await create('ending', 'usr_ada')
      const there = await installed('app_there', id, 'posts:read')
      const end = (organizationId: string) => deleteOrganization({ organizationId, ...doing }, ports)
      assert.deepEqual(await end('org_acme'), { outcome: 'owns_apps' })
      assert.deepEqual(await end(id), { outcome: 'deleted' })
      assert.deepEqual(await end(id), { outcome: 'unknown' })
      assert.deepEqual(await there.state(), { granted: undefined, removed: true, familyEnded: true })
      assert.equal(await findOrganization('ending', ports), undefined)
      assert.equal((await eventsOf(id)).at(-1)?.action, 'organization.deleted')
    })
  })
}
