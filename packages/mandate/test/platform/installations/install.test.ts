import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import type { ActorMode } from '../../../src/platform/apps/app.ts'
import { install } from '../../../src/platform/installations/install.ts'
import { installOptions } from '../../../src/platform/installations/install-options.ts'
import { requestApproval } from '../../../src/platform/installations/request-approval.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createInstallations, type Installations, operator, user } from '../../support/installations.ts'
import { origin } from '../../support/people.ts'

for (const kind of testDatabases()) {
  describe(`installing on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let world: Installations
    before(async () => {
      opened = await openTestDatabase(kind)
      world = createInstallations(opened.database)
      await world.scope({ name: 'posts:read' })
      await world.scope({ name: 'posts:write', implies: ['posts:read'] })
      await world.scope({ name: 'posts:delete' })
      await world.scope({ name: 'posts:purge', roles: ['admin', 'owner'] })
      for (const name of ['owner', 'admin', 'member', 'stranger', 'maker']) await world.user(`usr_${name}`)
      await world.user('usr_gone', { disabled: true })
      const members = {
        usr_owner: 'owner',
        usr_admin: 'admin',
        usr_member: 'member',
        usr_gone: 'admin',
        usr_maker: 'admin',
      } as const
      await world.organization('org_asks', { members })
      await world.organization('org_open', { policy: 'anyone', members })
      await world.organization('org_list', { policy: 'allow_list', members })
      await world.organization('org_low', { ceiling: ['posts:read'], members })
      const scopes = ['openid', 'posts:write', 'posts:delete']
      await world.app('app_sync', { scopes })
      await world.app('app_draft', { scopes, draft: true, owner: 'usr_maker' })
      await world.app('app_bad', { scopes, suspended: true })
      await world.app('app_me', { scopes, actorModes: ['self'] })
      await world.app('app_liked', { scopes })
      await world.rule('org_open', 'app_bad', 'blocked')
      await world.rule('org_open', 'app_liked', 'blocked')
      await world.rule('org_list', 'app_liked', 'allowed')
    })
    after(() => opened.dispose())

    const asUser = (
      name: string,
      appId: string,
      organizationId: string,
      scopes: readonly string[] = ['posts:read'],
      actorModes: readonly ActorMode[] = ['self'],
    ) =>
      install({ appId, organizationId, scopes, actorModes, actor: user(`usr_${name}`), origin }, world.ports)
    const reasonOf = async (outcome: ReturnType<typeof install>) => {
      const found = await outcome
      return found.outcome === 'refused' ? found.reason : found.outcome
    }

    it('is for owners and admins; others ask', async () => {
      assert.equal(await reasonOf(asUser('member', 'app_sync', 'org_asks')), 'approval_required')
      assert.equal(await reasonOf(asUser('stranger', 'app_sync', 'org_asks')), 'not_a_member')
      assert.equal(await reasonOf(asUser('gone', 'app_sync', 'org_asks')), 'not_a_member')
      const done = await asUser('admin', 'app_sync', 'org_asks')
      assert.ok(done.outcome === 'installed')
      const row = await world.row(done.installationId)
      assert.deepEqual(
        [row.granted_scope, row.actor_modes, row.installed_by, row.activated_at],
        ['posts:read', '["self"]', 'usr_admin', world.clock.now()],
      )
      const [event] = await world.auditOf(done.installationId)
      assert.deepEqual(
        [event?.action, event?.actor_id, event?.organization_id, event?.app_id],
        ['installation.installed', 'usr_admin', 'org_asks', 'app_sync'],
      )
      assert.equal(await reasonOf(asUser('owner', 'app_sync', 'org_asks')), 'unchanged')
    })

    it('is for every member where the organization says so', async () => {
      assert.equal(await reasonOf(asUser('member', 'app_sync', 'org_open')), 'installed')
      assert.equal(await reasonOf(asUser('stranger', 'app_sync', 'org_open')), 'not_a_member')
    })

    it('is for an admin where a bot would get to do what the member may not', async () => {
      await world.app('app_bot', { scopes: ['posts:read', 'posts:purge'] })
      const bot = (name: string, scopes: readonly string[], modes: readonly ActorMode[] = ['app']) =>
        reasonOf(asUser(name, 'app_bot', 'org_open', scopes, modes))
      assert.equal(await bot('member', ['posts:read', 'posts:purge']), 'approval_required')
      assert.equal(await bot('member', ['posts:read', 'posts:purge'], ['self']), 'installed')
      assert.equal(await bot('member', ['posts:read']), 'approval_required')
      const asked = await requestApproval(
        {
          appId: 'app_bot',
          organizationId: 'org_open',
          scopes: ['posts:read'],
          actorModes: ['app'],
          reason: undefined,
          userId: 'usr_member',
          origin,
        },
        world.ports,
      )
      assert.equal(asked.outcome, 'requested')
      assert.equal(await bot('admin', ['posts:purge']), 'widened')
      assert.equal(await bot('member', ['posts:read', 'posts:purge']), 'unchanged')
    })

    it('is for apps on the allow-list only, where there is one', async () => {
      assert.equal(await reasonOf(asUser('owner', 'app_sync', 'org_list')), 'not_on_allow_list')
      assert.equal(await reasonOf(asUser('member', 'app_liked', 'org_list')), 'approval_required')
      assert.equal(await reasonOf(asUser('owner', 'app_liked', 'org_list')), 'installed')
    })

    it('is not for apps that are blocked or suspended, whoever asks', async () => {
      assert.equal(await reasonOf(asUser('owner', 'app_liked', 'org_open')), 'app_blocked')
      assert.equal(await reasonOf(asUser('owner', 'app_bad', 'org_asks')), 'app_suspended')
      const as = { scopes: [], actorModes: ['self'], actor: operator, origin } as const
      const blocked = install({ ...as, appId: 'app_liked', organizationId: 'org_open' }, world.ports)
      assert.equal(await reasonOf(blocked), 'app_blocked')
      const suspended = install({ ...as, appId: 'app_bad', organizationId: 'org_asks' }, world.ports)
      assert.equal(await reasonOf(suspended), 'app_suspended')
    })

    it('of a draft is for who manages it', async () => {
      assert.equal(await reasonOf(asUser('owner', 'app_draft', 'org_asks')), 'app_unpublished')
      assert.equal(await reasonOf(asUser('maker', 'app_draft', 'org_asks')), 'installed')
    })

    it('is not for apps or installations, and not of what is not there', async () => {
      const input = { appId: 'app_sync', organizationId: 'org_open', scopes: [], origin } as const
      const appActor = { type: 'app', appId: 'app_sync' } as const
      assert.equal(
        await reasonOf(install({ ...input, actorModes: ['self'], actor: appActor }, world.ports)),
        'not_a_member',
      )
      assert.equal(await reasonOf(asUser('owner', 'app_none', 'org_asks')), 'not_found')
      assert.equal(await reasonOf(asUser('owner', 'app_sync', 'org_none')), 'not_found')
    })

    it('grants what is within the ceiling, with what it implies, and refuses what is not declared', async () => {
      const [owner, app, low] = ['owner', 'app_sync', 'org_low'] as const
      assert.equal(await reasonOf(asUser(owner, app, low, ['posts:delete'])), 'nothing_to_grant')
      assert.equal(await reasonOf(asUser(owner, app, low, ['posts:fly'])), 'scope_not_declared')
      const done = await asUser(owner, app, low, ['openid', 'posts:delete', 'posts:write'])
      assert.ok(done.outcome === 'installed')
      assert.deepEqual(done.grantedScopes, ['posts:read'])
    })

    it('is refused in an actor mode that the app has not', async () => {
      assert.equal(
        await reasonOf(asUser('owner', 'app_me', 'org_asks', [], ['app', 'self'])),
        'actor_mode_not_allowed',
      )
      assert.equal(await reasonOf(asUser('owner', 'app_me', 'org_asks', [], [])), 'actor_mode_not_allowed')
      assert.equal(await reasonOf(asUser('owner', 'app_me', 'org_asks', [], ['self'])), 'installed')
    })

    it('again adds to what is held, and never takes away', async () => {
      await asUser('owner', 'app_liked', 'org_asks', ['posts:read'], ['self'])
      const done = await asUser('admin', 'app_liked', 'org_asks', ['posts:delete'], ['app'])
      assert.ok(done.outcome === 'widened')
      assert.deepEqual(done.grantedScopes, ['posts:read', 'posts:delete'])
      const row = await world.row(done.installationId)
      assert.deepEqual([row.actor_modes, row.installed_by], ['["self","app"]', 'usr_owner'])
      const event = (await world.auditOf(done.installationId)).at(-1)
      assert.deepEqual(
        [event?.action, JSON.parse(event?.before ?? ''), JSON.parse(event?.after ?? '')],
        [
          'installation.widened',
          { grantedScopes: ['posts:read'], actorModes: ['self'] },
          { grantedScopes: ['posts:read', 'posts:delete'], actorModes: ['self', 'app'] },
        ],
      )
    })

    it('anew after it expired makes another one', async () => {
      const input = { appId: 'app_me', organizationId: 'org_open', scopes: [], actorModes: ['self'] } as const
      const expiresAt = world.clock.now() + 100
      const first = await install({ ...input, actor: operator, origin, expiresAt }, world.ports)
      assert.ok(first.outcome === 'installed')
      world.clock.advance(100)
      const second = await asUser('member', 'app_me', 'org_open', [])
      assert.ok(second.outcome === 'installed')
      assert.notEqual(second.installationId, first.installationId)
      assert.equal((await world.row(first.installationId)).removed_at, world.clock.now())
      assert.equal((await world.row(second.installationId)).expires_at, null)
    })

    it('lives as long as admins let it', async () => {
      const input = { appId: 'app_me', organizationId: 'org_open', scopes: [], actorModes: ['self'] } as const
      const until = (name: string, expiresAt: number) =>
        reasonOf(install({ ...input, actor: user(`usr_${name}`), origin, expiresAt }, world.ports))
      const at = world.clock.now() + 1000
      assert.equal(await until('member', at), 'approval_required')
      assert.equal(await until('admin', at), 'widened')
      assert.equal(await until('member', at + 1), 'approval_required')
    })

    it('of 50 at once makes one, which holds all', async () => {
      await world.app('app_race', { scopes: ['posts:read', 'posts:write', 'posts:delete'] })
      const wanted = ['posts:read', 'posts:write', 'posts:delete']
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          asUser('owner', 'app_race', 'org_asks', [wanted[index % 3] ?? '']),
        ),
      )
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'installed').length, 1)
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'refused').length, 0)
      const rows = await opened.database.kysely
        .selectFrom('installations')
        .select('granted_scope')
        .where('app_id', '=', 'app_race')
        .execute()
      assert.deepEqual(rows[0]?.granted_scope.split(' ').sort(), wanted.sort())
      assert.equal(rows.length, 1)
    })

    it('is offered as it would be decided', async () => {
      const options = await installOptions({ appId: 'app_liked', userId: 'usr_member' }, world.ports)
      assert.deepEqual(
        options.map(({ slug, role, install: can, blockedBecause, ceiling, installation }) => [
          slug,
          role,
          can,
          blockedBecause,
          ceiling,
          installation?.status,
        ]),
        [
          ['asks', 'member', 'ask', undefined, undefined, 'active'],
          ['list', 'member', 'ask', undefined, undefined, 'active'],
          ['low', 'member', 'ask', undefined, ['posts:read'], undefined],
          ['open', 'member', 'blocked', 'app_blocked', undefined, undefined],
        ],
      )
      assert.deepEqual(await installOptions({ appId: 'app_liked', userId: 'usr_stranger' }, world.ports), [])
      assert.deepEqual(await installOptions({ appId: 'app_none', userId: 'usr_member' }, world.ports), [])
    })
  })
}
