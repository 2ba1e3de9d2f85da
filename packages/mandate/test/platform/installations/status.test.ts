import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { approveRequest } from '../../../src/platform/installations/decide-approval.ts'
import { expireInstallations } from '../../../src/platform/installations/expire-installations.ts'
import { install } from '../../../src/platform/installations/install.ts'
import {
  type NarrowInstallationInput,
  narrowInstallation,
} from '../../../src/platform/installations/narrow-installation.ts'
import { removeInstallation } from '../../../src/platform/installations/remove-installation.ts'
import { requestApproval } from '../../../src/platform/installations/request-approval.ts'
import {
  reinstateInstallation,
  suspendInstallation,
} from '../../../src/platform/installations/suspend-installation.ts'
import { withdrawRequest } from '../../../src/platform/installations/withdraw-request.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createInstallations, type Installations, operator, user } from '../../support/installations.ts'
import { origin } from '../../support/people.ts'

for (const kind of testDatabases()) {
  describe(`an installation on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let world: Installations
    let apps = 0
    before(async () => {
      opened = await openTestDatabase(kind)
      world = createInstallations(opened.database)
      await world.scope({ name: 'posts:read' })
      await world.scope({ name: 'posts:write', implies: ['posts:read'] })
      await world.scope({ name: 'bots:run', actorModes: ['app'] })
      for (const name of ['owner', 'member', 'other']) await world.user(`usr_${name}`)
      await world.organization('org_one', {
        members: { usr_owner: 'owner', usr_member: 'member', usr_other: 'member' },
      })
    })
    after(() => opened.dispose())

    const newApp = async () => {
      apps++
      await world.app(`app_${apps}`, { scopes: ['posts:read', 'posts:write', 'bots:run'] })
      return { appId: `app_${apps}`, clientId: `cli_${apps}` }
    }
    const newInstallation = async () => {
      const { appId, clientId } = await newApp()
      const id = await world.installed(appId, 'org_one', ['posts:write', 'bots:run'])
      return { id, appId, clientId }
    }
    const by = { actor: user('usr_owner'), origin }
    const ask = async (appId: string, userId: string, scopes: readonly string[]) => {
      const input = { appId, organizationId: 'org_one', scopes, reason: undefined, userId, origin } as const
      const outcome = await requestApproval({ ...input, actorModes: ['self'] }, world.ports)
      if (outcome.outcome === 'refused') throw new Error(outcome.reason)
      return outcome
    }

    it('that is suspended keeps its families for when it is reinstated, and loses its codes', async () => {
      const { id, clientId } = await newInstallation()
      await world.hang(`suspended ${id}`, id, clientId, 'usr_member')
      assert.equal(await suspendInstallation({ installationId: id, ...by }, world.ports), true)
      assert.equal(await suspendInstallation({ installationId: id, ...by }, world.ports), false)
      assert.equal((await world.row(id)).suspended_at, world.clock.now())
      assert.deepEqual(await world.living(`suspended ${id}`), {
        codes: [],
        families: [`suspended ${id}`],
        consents: [`suspended ${id}`],
        because: [],
      })
      assert.equal(await reinstateInstallation({ installationId: id, ...by }, world.ports), true)
      assert.equal(await reinstateInstallation({ installationId: id, ...by }, world.ports), false)
      assert.equal((await world.row(id)).suspended_at, null)
      const actions = (await world.auditOf(id)).map(({ action }) => action)
      assert.deepEqual(actions.sort(), [
        'installation.installed',
        'installation.reinstated',
        'installation.suspended',
      ])
    })

    it('that is suspended is neither widened nor approved', async () => {
      const { appId } = await newApp()
      const id = await world.installed(appId, 'org_one', ['posts:read'])
      const { requestId } = await ask(appId, 'usr_member', ['posts:write'])
      await suspendInstallation({ installationId: id, ...by }, world.ports)
      const refused = { outcome: 'refused', reason: 'installation_suspended' }
      const input = { appId, organizationId: 'org_one', scopes: ['posts:write'], ...by } as const
      assert.deepEqual(await install({ ...input, actorModes: ['self'] }, world.ports), refused)
      const approval = { requestId, scopes: ['posts:write'], ...by }
      assert.deepEqual(await approveRequest(approval, world.ports), refused)
    })

    it('that is removed ends with all that hangs on it, and with nothing of others', async () => {
      const { id, appId, clientId } = await newInstallation()
      const other = await newInstallation()
      await world.hang(`of ${id}`, id, clientId, 'usr_member')
      await world.hang(`bot of ${id}`, id, clientId, 'usr_owner', 'app')
      await world.hang(`of ${other.id}`, other.id, other.clientId, 'usr_member')
      assert.equal(await removeInstallation({ installationId: id, ...by }, world.ports), true)
      assert.equal(await removeInstallation({ installationId: id, ...by }, world.ports), false)
      assert.equal(await removeInstallation({ installationId: 'inst_none', ...by }, world.ports), false)
      const left = [`of ${other.id}`]
      assert.deepEqual(await world.living(`of ${id}`, `bot of ${id}`, `of ${other.id}`), {
        codes: left,
        families: left,
        consents: left,
        because: ['installation_removed'],
      })
      assert.equal(await reinstateInstallation({ installationId: id, ...by }, world.ports), false)
      const again = await world.installed(appId, 'org_one', ['posts:read'])
      assert.notEqual(again, id)
      assert.equal((await world.row(id)).removed_at, world.clock.now())
    })

    it('that is removed while it waits ends the requests', async () => {
      const { appId } = await newApp()
      const { requestId, installationId } = await ask(appId, 'usr_member', ['posts:read'])
      assert.equal(await suspendInstallation({ installationId, ...by }, world.ports), false)
      assert.equal(await removeInstallation({ installationId, ...by }, world.ports), true)
      const request = await world.requestRow(requestId)
      assert.deepEqual([request.decided_at, request.decided_by], [world.clock.now(), null])
      assert.deepEqual(await approveRequest({ requestId, scopes: ['posts:read'], ...by }, world.ports), {
        outcome: 'refused',
        reason: 'already_decided',
      })
    })

    it('removed by 20 at once is removed once', async () => {
      const { id } = await newInstallation()
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => removeInstallation({ installationId: id, ...by }, world.ports)),
      )
      assert.equal(outcomes.filter(Boolean).length, 1)
      const removals = (await world.auditOf(id)).filter(({ action }) => action === 'installation.removed')
      assert.equal(removals.length, 1)
    })

    const narrow = (installationId: string, more: Partial<NarrowInstallationInput>) =>
      narrowInstallation({ installationId, ...by, ...more }, world.ports)

    it('is narrowed, and what implies a scope that goes, goes with it', async () => {
      const { id } = await newInstallation()
      const refused = { outcome: 'refused', reason: 'not_narrower' }
      assert.deepEqual(await narrow(id, { scopes: ['posts:read', 'posts:none'] }), refused)
      assert.deepEqual(await narrow(id, { actorModes: [] }), refused)
      assert.deepEqual(await narrow(id, { expiresAt: world.clock.now() }), refused)
      assert.equal((await narrow(id, {})).outcome, 'unchanged')
      const outcome = await narrow(id, { scopes: ['posts:write', 'bots:run'] })
      assert.deepEqual(outcome, {
        outcome: 'narrowed',
        grantedScopes: ['bots:run'],
        actorModes: ['self', 'app'],
      })
      assert.equal((await world.row(id)).granted_scope, 'bots:run')
      assert.deepEqual(await narrow('inst_none', {}), { outcome: 'refused', reason: 'not_found' })
    })

    it('that loses an actor mode ends what acts in it, and the scopes that need it', async () => {
      const { id, clientId } = await newInstallation()
      await world.hang(`self ${id}`, id, clientId, 'usr_member')
      await world.hang(`app ${id}`, id, clientId, 'usr_owner', 'app')
      const outcome = await narrow(id, { actorModes: ['self'] })
      assert.ok(outcome.outcome === 'narrowed')
      assert.deepEqual([...outcome.grantedScopes].sort(), ['posts:read', 'posts:write'])
      const left = [`self ${id}`]
      assert.deepEqual(await world.living(`self ${id}`, `app ${id}`), {
        codes: left,
        families: left,
        consents: left,
        because: ['actor_mode_removed'],
      })
    })

    it('may be given an end, and is removed when it has come', async () => {
      const { id, clientId } = await newInstallation()
      await world.hang(`expires ${id}`, id, clientId, 'usr_member')
      const expiresAt = world.clock.now() + 50
      assert.equal((await narrow(id, { expiresAt })).outcome, 'narrowed')
      assert.equal((await narrow(id, { expiresAt: expiresAt + 1 })).outcome, 'refused')
      await expireInstallations(undefined, world.ports)
      assert.equal((await world.row(id)).removed_at, null)
      world.clock.advance(50)
      assert.equal(await suspendInstallation({ installationId: id, ...by }, world.ports), false)
      await expireInstallations(undefined, world.ports)
      assert.equal((await world.row(id)).removed_at, world.clock.now())
      assert.deepEqual((await world.living(`expires ${id}`)).families, [])
      const event = (await world.auditOf(id)).at(-1)
      assert.deepEqual([event?.action, event?.actor_type], ['installation.expired', 'system'])
    })

    it('goes when the last request for it is withdrawn', async () => {
      const { appId } = await newApp()
      const first = await ask(appId, 'usr_member', ['posts:read'])
      const second = await ask(appId, 'usr_other', ['posts:read'])
      const withdraw = (requestId: string, userId: string) =>
        withdrawRequest({ requestId, userId, origin }, world.ports)
      assert.equal(await withdraw(first.requestId, 'usr_other'), false)
      assert.equal(await withdraw(first.requestId, 'usr_member'), true)
      assert.equal(await withdraw(first.requestId, 'usr_member'), false)
      assert.equal((await world.row(first.installationId)).removed_at, null)
      assert.equal(await withdraw(second.requestId, 'usr_other'), true)
      assert.equal((await world.row(first.installationId)).removed_at, world.clock.now())
    })

    it('may be removed by an operator, and by the app', async () => {
      const { id } = await newInstallation()
      const actor = { type: 'installation', installationId: id } as const
      assert.equal(await removeInstallation({ installationId: id, actor, origin }, world.ports), true)
      const event = (await world.auditOf(id)).at(-1)
      assert.deepEqual([event?.actor_type, event?.actor_id], ['installation', id])
      const another = await newInstallation()
      assert.equal(
        await removeInstallation({ installationId: another.id, actor: operator, origin }, world.ports),
        true,
      )
    })
  })
}
