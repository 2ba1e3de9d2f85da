import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { loadScopeRules } from '../../src/platform/installations/install-situation.ts'
import { requestApproval } from '../../src/platform/installations/request-approval.ts'
import type { Step } from '../../src/store/database.ts'
import { endMemberIn, removeBlockedApp } from '../../src/store/installation-ends.ts'
import { narrowToCeiling, narrowToDeclared } from '../../src/store/installation-narrowing.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'
import { createInstallations, type Installations, user } from '../support/installations.ts'
import { origin } from '../support/people.ts'

for (const kind of testDatabases()) {
  describe(`steps that others take with them on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let world: Installations
    before(async () => {
      opened = await openTestDatabase(kind)
      world = createInstallations(opened.database)
      await world.scope({ name: 'posts:read' })
      await world.scope({ name: 'posts:write', implies: ['posts:read'] })
      await world.scope({ name: 'bots:run', actorModes: ['app'] })
      for (let index = 0; index < 120; index++) await world.scope({ name: `more:${index}` })
      for (const name of ['admin', 'leaves', 'stays']) await world.user(`usr_${name}`)
    })
    after(() => opened.dispose())

    const doing = { actor: user('usr_admin'), origin }
    const members = { usr_leaves: 'member', usr_stays: 'member' } as const
    const carryOut = async (steps: readonly Step[]) =>
      assert.deepEqual(await opened.database.write(steps), { committed: true })
    const granted = async (id: string) => (await world.row(id)).granted_scope
    const narrowings = async (id: string) =>
      (await world.auditOf(id))
        .filter(({ action }) => action === 'installation.narrowed')
        .map((event) => ({
          ...event,
          before: JSON.parse(event.before ?? 'null') as unknown,
          after: JSON.parse(event.after ?? 'null') as unknown,
        }))

    it('a lower ceiling takes what is beyond it from each installation there, with an event for each', async () => {
      for (const id of ['org_low', 'org_high']) await world.organization(id)
      const scopes = ['posts:write', ...Array.from({ length: 120 }, (_, index) => `more:${index}`)]
      for (const id of ['app_a', 'app_b']) await world.app(id, { scopes })
      const a = await world.installed('app_a', 'org_low', ['posts:write', 'more:1'])
      const b = await world.installed('app_b', 'org_low', ['posts:read'])
      const elsewhere = await world.installed('app_a', 'org_high', ['posts:write', 'more:1'])
      world.clock.advance(1)
      const rules = await loadScopeRules(world.ports)
      const now = world.clock.now()
      await carryOut(narrowToCeiling(opened.database, 'org_low', ['posts:read', 'more:1'], rules, doing, now))
      assert.deepEqual((await granted(a)).split(' ').sort(), ['more:1', 'posts:read'])
      assert.equal(await granted(b), 'posts:read')
      assert.deepEqual((await granted(elsewhere)).split(' ').sort(), ['more:1', 'posts:read', 'posts:write'])
      const [event, ...others] = await narrowings(a)
      assert.deepEqual(others, [])
      assert.deepEqual(
        [event?.before, event?.after, event?.actor_id, event?.organization_id, event?.app_id, event?.at],
        [
          { grantedScopes: ['posts:write', 'posts:read', 'more:1'] },
          { grantedScopes: ['posts:read', 'more:1'] },
          'usr_admin',
          'org_low',
          'app_a',
          now,
        ],
      )
      assert.deepEqual(await narrowings(b), [])
      await carryOut(narrowToCeiling(opened.database, 'org_low', [], rules, doing, now))
      assert.equal(await granted(a), '')
      const told = (await narrowings(a)).map(({ after: left }) => JSON.stringify(left))
      assert.ok(told.includes('{"grantedScopes":[]}'))
      assert.deepEqual(narrowToCeiling(opened.database, 'org_low', undefined, rules, doing, now), [])
    })

    it('an app that declares less holds less everywhere, and ends what acts in a mode that it lost', async () => {
      await world.organization('org_c', { members })
      const scopes = ['posts:write', 'bots:run', 'more:7']
      for (const id of ['app_c', 'app_d']) await world.app(id, { scopes })
      const c = await world.installed('app_c', 'org_c', scopes)
      const d = await world.installed('app_d', 'org_c', scopes)
      await world.hang('c as bot', c, 'cli_c', 'usr_stays', 'app')
      await world.hang('c as person', c, 'cli_c', 'usr_stays')
      const rules = await loadScopeRules(world.ports)
      const declared = { scopes: ['posts:read', 'bots:run', 'more:7'], actorModes: ['self'] } as const
      const now = world.clock.now()
      await carryOut(narrowToDeclared(opened.database, 'app_c', declared, rules, doing, now))
      assert.deepEqual((await granted(c)).split(' ').sort(), ['more:7', 'posts:read'])
      assert.equal((await world.row(c)).actor_modes, '["self"]')
      assert.deepEqual((await granted(d)).split(' ').length, 4)
      assert.deepEqual(await world.living('c as bot', 'c as person'), {
        codes: ['c as person'],
        families: ['c as person'],
        consents: ['c as person'],
        because: ['actor_mode_removed'],
      })
      await carryOut(
        narrowToDeclared(opened.database, 'app_c', { scopes: [], actorModes: ['app'] }, rules, doing, now),
      )
      const row = await world.row(c)
      assert.deepEqual([row.granted_scope, row.actor_modes, row.removed_at], ['', '[]', null])
    })

    it('blocking an app removes what there is of it', async () => {
      for (const id of ['org_block', 'org_free']) await world.organization(id, { members })
      await world.app('app_e', { scopes: ['posts:read'] })
      const blocked = await world.installed('app_e', 'org_block', ['posts:read'])
      const free = await world.installed('app_e', 'org_free', ['posts:read'])
      await world.hang('blocked', blocked, 'cli_e', 'usr_stays')
      await world.hang('free', free, 'cli_e', 'usr_stays')
      await carryOut(removeBlockedApp(opened.database, 'app_e', 'org_block', doing, world.clock.now()))
      assert.equal((await world.row(blocked)).removed_at, world.clock.now())
      assert.equal((await world.row(free)).removed_at, null)
      assert.deepEqual((await world.living('blocked', 'free')).families, ['free'])
      const event = (await world.auditOf(blocked)).at(-1)
      assert.deepEqual([event?.action, event?.data], ['installation.removed', '{"because":"app_blocked"}'])
    })

    it('who leaves takes along what apps did as them there, and what they asked for', async () => {
      for (const id of ['org_left', 'org_other']) await world.organization(id, { members })
      for (const id of ['app_f', 'app_g']) await world.app(id, { scopes: ['posts:read'] })
      const here = await world.installed('app_f', 'org_left', ['posts:read'])
      const there = await world.installed('app_f', 'org_other', ['posts:read'])
      await world.hang('left', here, 'cli_f', 'usr_leaves')
      await world.hang('left a bot', here, 'cli_f', 'usr_leaves', 'app')
      await world.hang('elsewhere', there, 'cli_f', 'usr_leaves')
      await world.hang('stays', here, 'cli_f', 'usr_stays')
      const asked = await requestApproval(
        {
          appId: 'app_g',
          organizationId: 'org_left',
          scopes: ['posts:read'],
          actorModes: ['self'],
          reason: undefined,
          userId: 'usr_leaves',
          origin,
        },
        world.ports,
      )
      assert.ok(asked.outcome === 'requested')
      await carryOut(endMemberIn(opened.database, 'org_left', 'usr_leaves', world.clock.now()))
      const left = ['elsewhere', 'left a bot', 'stays']
      assert.deepEqual(await world.living('left', 'left a bot', 'elsewhere', 'stays'), {
        codes: left,
        families: left,
        consents: left,
        because: ['membership_ended'],
      })
      assert.equal((await world.requestRow(asked.requestId)).decided_at, world.clock.now())
      assert.equal((await world.row(asked.installationId)).removed_at, world.clock.now())
    })
  })
}
