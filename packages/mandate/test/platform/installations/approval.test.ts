import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { approveRequest, denyRequest } from '../../../src/platform/installations/decide-approval.ts'
import { install } from '../../../src/platform/installations/install.ts'
import { installOptions } from '../../../src/platform/installations/install-options.ts'
import { requestApproval } from '../../../src/platform/installations/request-approval.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createInstallations, type Installations, user } from '../../support/installations.ts'
import { origin } from '../../support/people.ts'

for (const kind of testDatabases()) {
  describe(`approval on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let world: Installations
    let apps = 0
    before(async () => {
      opened = await openTestDatabase(kind)
      world = createInstallations(opened.database)
      for (const name of ['posts:read', 'posts:write', 'posts:delete']) await world.scope({ name })
      for (const name of ['owner', 'member', 'other', 'stranger', 'foreign']) await world.user(`usr_${name}`)
      await world.user('usr_unproven', { verified: false })
      await world.organization('org_one', {
        members: {
          usr_owner: 'owner',
          usr_member: 'member',
          usr_other: 'member',
          usr_unproven: 'admin',
        },
      })
      await world.organization('org_two', { members: { usr_foreign: 'owner' } })
      await world.organization('org_open', { policy: 'anyone', members: { usr_member: 'member' } })
    })
    after(() => opened.dispose())

    const newApp = async () => {
      apps++
      const id = `app_${apps}`
      await world.app(id, { scopes: ['posts:read', 'posts:write', 'posts:delete'] })
      return id
    }
    const ask = (appId: string, scopes: readonly string[], name = 'member', reason?: string) => {
      const input = { appId, organizationId: 'org_one', scopes, userId: `usr_${name}`, reason, origin }
      return requestApproval({ ...input, actorModes: ['self'] }, world.ports)
    }
    const asked = async (appId: string, scopes: readonly string[], name = 'member') => {
      const outcome = await ask(appId, scopes, name)
      if (outcome.outcome === 'refused') throw new Error(outcome.reason)
      return outcome
    }
    const approve = (requestId: string, scopes: readonly string[], name = 'owner', note?: string) =>
      approveRequest({ requestId, scopes, note, actor: user(`usr_${name}`), origin }, world.ports)
    const deny = (requestId: string, name = 'owner', note?: string) =>
      denyRequest({ requestId, note, actor: user(`usr_${name}`), origin }, world.ports)

    it('is asked for with a reason, told to the admins, and grants nothing by itself', async () => {
      const appId = await newApp()
      const before = (await world.mailsTo('usr_owner@example.com')).length
      const outcome = await ask(appId, ['posts:read'], 'member', 'We need it')
      assert.ok(outcome.outcome === 'requested')
      const row = await world.row(outcome.installationId)
      assert.deepEqual([row.activated_at, row.granted_scope], [null, ''])
      const request = await world.requestRow(outcome.requestId)
      assert.deepEqual(
        [request.scope, request.reason, request.requested_by, request.decided_at],
        ['posts:read', 'We need it', 'usr_member', null],
      )
      const mails = await world.mailsTo('usr_owner@example.com')
      assert.equal(mails.length, before + 1)
      assert.ok(
        mails[0]?.text.includes(`https://id.example.com/organizations/one/requests/${outcome.requestId}`),
      )
      assert.equal((await world.mailsTo('usr_unproven@example.com')).length, 0)
      assert.equal((await world.mailsTo('usr_member@example.com')).length, 0)
      const options = await installOptions({ appId, userId: 'usr_member' }, world.ports)
      const option = options.find(({ slug }) => slug === 'one')
      assert.deepEqual(
        [option?.installation?.status, option?.pendingRequest?.id, option?.pendingRequest?.scopes],
        ['pending', outcome.requestId, ['posts:read']],
      )
      const others = await installOptions({ appId, userId: 'usr_other' }, world.ports)
      assert.equal(others[0]?.pendingRequest, undefined)
      assert.equal((await world.auditOf(outcome.installationId))[0]?.action, 'installation.requested')
    })

    it('gives all or fewer of the scopes, and tells who asked', async () => {
      const appId = await newApp()
      const { requestId, installationId } = await asked(appId, ['posts:read', 'posts:write'])
      const outcome = await approve(requestId, ['posts:read'], 'owner', 'Reading is enough')
      assert.deepEqual(outcome, { outcome: 'approved', installationId, grantedScopes: ['posts:read'] })
      const request = await world.requestRow(requestId)
      assert.deepEqual(
        [request.decided_by, request.approved_scope, request.note],
        ['usr_owner', 'posts:read', 'Reading is enough'],
      )
      assert.equal((await world.row(installationId)).activated_at, world.clock.now())
      const [mail] = await world.mailsTo('usr_member@example.com')
      assert.ok(mail?.text.includes(`/organizations/one/requests/${requestId}`))
      assert.equal(mail?.text.includes('Reading is enough'), false)
    })

    it('of more leaves what is held at work, and widens it', async () => {
      const appId = await newApp()
      const first = await asked(appId, ['posts:read'])
      await approve(first.requestId, ['posts:read'])
      assert.deepEqual(await ask(appId, ['posts:read']), { outcome: 'refused', reason: 'already_granted' })
      const more = await asked(appId, ['posts:write'])
      assert.equal(more.installationId, first.installationId)
      assert.equal((await world.row(first.installationId)).granted_scope, 'posts:read')
      assert.equal((await world.requestRow(more.requestId)).scope, 'posts:read posts:write')
      const outcome = await approve(more.requestId, ['posts:write'])
      assert.ok(outcome.outcome === 'approved')
      assert.deepEqual(outcome.grantedScopes, ['posts:read', 'posts:write'])
    })

    it('denied leaves what was held, or nothing', async () => {
      const appId = await newApp()
      const first = await asked(appId, ['posts:read'])
      const other = await asked(appId, ['posts:read'], 'other')
      assert.equal(other.installationId, first.installationId)
      assert.equal((await deny(first.requestId, 'owner', 'No')).outcome, 'denied')
      assert.equal((await world.row(first.installationId)).removed_at, null)
      assert.equal((await deny(other.requestId)).outcome, 'denied')
      assert.equal((await world.row(first.installationId)).removed_at, world.clock.now())
      const request = await world.requestRow(first.requestId)
      assert.deepEqual([request.approved_scope, request.note], [null, 'No'])

      const again = await asked(appId, ['posts:read'])
      assert.notEqual(again.installationId, first.installationId)
      await approve(again.requestId, ['posts:read'])
      const more = await asked(appId, ['posts:write'])
      await deny(more.requestId)
      const row = await world.row(again.installationId)
      assert.deepEqual([row.removed_at, row.granted_scope], [null, 'posts:read'])
    })

    it('is for admins of that organization, once', async () => {
      const { requestId } = await asked(await newApp(), ['posts:read'])
      const refusal = (reason: string) => ({ outcome: 'refused', reason })
      for (const decide of [
        (name: string) => approve(requestId, ['posts:read'], name),
        (name: string) => deny(requestId, name),
      ]) {
        assert.deepEqual(await decide('member'), refusal('not_allowed'))
        assert.deepEqual(await decide('stranger'), refusal('not_found'))
        assert.deepEqual(await decide('foreign'), refusal('not_found'))
      }
      assert.deepEqual(await approve('req_none', []), refusal('not_found'))
      assert.deepEqual(await approve(requestId, ['posts:read', 'posts:delete']), refusal('not_requested'))
      assert.deepEqual(await approve(requestId, []), refusal('nothing_to_grant'))
      assert.equal((await world.requestRow(requestId)).decided_at, null)
      const decisions = await Promise.all([
        ...Array.from({ length: 10 }, () => approve(requestId, ['posts:read'])),
        ...Array.from({ length: 10 }, () => deny(requestId)),
      ])
      assert.equal(decisions.filter(({ outcome }) => outcome !== 'refused').length, 1)
    })

    it('asked for again waits once, with what was added', async () => {
      const appId = await newApp()
      const first = await asked(appId, ['posts:read'])
      const sent = (await world.mailsTo('usr_owner@example.com')).length
      const outcomes = await Promise.all(
        ['posts:read', 'posts:write', 'posts:delete'].map((scope) => ask(appId, [scope])),
      )
      const { requestId, installationId } = first
      for (const one of outcomes)
        assert.deepEqual(one, { outcome: 'already_requested', requestId, installationId })
      const request = await world.requestRow(first.requestId)
      assert.deepEqual(request.scope.split(' ').sort(), ['posts:delete', 'posts:read', 'posts:write'])
      assert.equal((await world.mailsTo('usr_owner@example.com')).length, sent)
    })

    it('asked for again and again fills no mailbox', async () => {
      const appId = await newApp()
      const mails = async () => (await world.mailsTo('usr_owner@example.com')).length
      const first = await asked(appId, ['posts:read'])
      const sent = await mails()
      await deny(first.requestId)
      await asked(appId, ['posts:read'])
      assert.equal(await mails(), sent)
      const { requestId } = await asked(appId, ['posts:read'], 'other')
      assert.equal(await mails(), sent + 1)
      await deny(requestId)
      world.clock.advance(3600)
      await asked(appId, ['posts:read'], 'other')
      assert.equal(await mails(), sent + 2)
    })

    it('is not needed where members may install, and not open to who is none', async () => {
      const appId = await newApp()
      const input = {
        appId,
        scopes: ['posts:read'],
        actorModes: ['self'],
        reason: undefined,
        origin,
      } as const
      const open = await requestApproval(
        { ...input, organizationId: 'org_open', userId: 'usr_member' },
        world.ports,
      )
      assert.deepEqual(open, { outcome: 'refused', reason: 'may_install' })
      const foreign = await requestApproval(
        { ...input, organizationId: 'org_two', userId: 'usr_member' },
        world.ports,
      )
      assert.deepEqual(foreign, { outcome: 'refused', reason: 'not_a_member' })
    })

    it('comes with an installation by an admin that fulfils it', async () => {
      const appId = await newApp()
      const fulfilled = await asked(appId, ['posts:read'])
      const waiting = await asked(appId, ['posts:delete'], 'other')
      await install(
        {
          appId,
          organizationId: 'org_one',
          scopes: ['posts:read', 'posts:write'],
          actorModes: ['self'],
          actor: user('usr_owner'),
          origin,
        },
        world.ports,
      )
      assert.equal((await world.requestRow(fulfilled.requestId)).approved_scope, 'posts:read')
      assert.equal((await world.requestRow(waiting.requestId)).decided_at, null)
      const mails = await world.mailsTo('usr_member@example.com')
      assert.ok(mails.some(({ text }) => text.includes(fulfilled.requestId)))
    })

    it('leaves out what the app does not declare any more', async () => {
      const appId = await newApp()
      const { requestId } = await asked(appId, ['posts:read', 'posts:write'])
      await opened.database.kysely
        .updateTable('clients')
        .set({ settings: JSON.stringify({ scopes: ['posts:read'] }) })
        .where('app_id', '=', appId)
        .execute()
      const outcome = await approve(requestId, ['posts:read', 'posts:write'])
      assert.ok(outcome.outcome === 'approved')
      assert.deepEqual(outcome.grantedScopes, ['posts:read'])
      assert.equal((await world.requestRow(requestId)).approved_scope, 'posts:read')
    })

    it('of 50 requests by as many members makes one installation', async () => {
      const appId = await newApp()
      const names = Array.from({ length: 50 }, (_, index) => `crowd${index}`)
      for (const name of names) {
        await world.user(`usr_${name}`)
        await opened.database.kysely
          .insertInto('memberships')
          .values({ organization_id: 'org_one', user_id: `usr_${name}`, role: 'member', created_at: 1 })
          .execute()
      }
      const outcomes = await Promise.all(names.map((name) => asked(appId, ['posts:read'], name)))
      assert.equal(new Set(outcomes.map(({ installationId }) => installationId)).size, 1)
      assert.equal(new Set(outcomes.map(({ requestId }) => requestId)).size, 50)
    })

    it('made no failure on the way', () => assert.deepEqual(world.failures, []))
  })
}
