import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { createAuthorities } from '../../../src/platform/authority/create-authorities.ts'
import {
  listMemberConsents,
  revokeMemberConsent,
  revokeMemberConsents,
} from '../../../src/platform/consents/member-consents.ts'
import { installOptions } from '../../../src/platform/installations/install-options.ts'
import { createInstallationUses } from '../../../src/platform/installations/installation-uses.ts'
import {
  describeInstallation,
  listInstallations,
} from '../../../src/platform/installations/list-installations.ts'
import { describeRequest, listRequests } from '../../../src/platform/installations/list-requests.ts'
import {
  type ReportedScopeUse,
  recordScopeUses,
  type ScopeUseReporter,
} from '../../../src/platform/installations/record-scope-uses.ts'
import { removeInstallation } from '../../../src/platform/installations/remove-installation.ts'
import { requestApproval } from '../../../src/platform/installations/request-approval.ts'
import { createAuthorityStore } from '../../../src/store/authorities.ts'
import { createCatalogue } from '../../../src/store/catalogue.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createInstallations, type Installations, operator, user } from '../../support/installations.ts'
import { origin } from '../../support/people.ts'

const day = 86_400

for (const kind of testDatabases()) {
  describe(`what is told of installations on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let world: Installations
    before(async () => {
      opened = await openTestDatabase(kind)
      world = createInstallations(opened.database)
      for (const name of ['posts:read', 'posts:write', 'invoices:read']) await world.scope({ name })
      for (const name of ['owner', 'member', 'other']) await world.user(`usr_${name}`)
      const members = { usr_owner: 'owner', usr_member: 'member', usr_other: 'member' } as const
      for (const id of ['org_one', 'org_two', 'org_three']) await world.organization(id, { members })
      const scopes = ['posts:read', 'posts:write', 'invoices:read']
      for (const id of ['app_a', 'app_b', 'app_c', 'app_d'])
        await world.app(id, { scopes, owner: 'usr_owner' })
      await opened.database.kysely
        .insertInto('resources')
        .values({ identifier: 'https://posts.example', scopes: '["posts:read","posts:write"]' })
        .execute()
    })
    after(() => opened.dispose())

    const listed = async (filter: Partial<Parameters<typeof listInstallations>[0]>) =>
      (await listInstallations({ limit: 10, ...filter }, world.ports)).map(({ id }) => id)

    it('is the list of an organization and that of an app, page by page, without those that are over', async () => {
      const a = await world.installed('app_a', 'org_one', ['posts:read'])
      world.clock.advance(1)
      const b = await world.installed('app_b', 'org_one', ['posts:read', 'posts:write'])
      const c = await world.installed('app_a', 'org_two', [])
      assert.deepEqual(await listed({ organizationId: 'org_one' }), [a, b])
      assert.deepEqual(await listed({ appId: 'app_a' }), [a, c])
      assert.deepEqual(await listed({ organizationId: 'org_one', limit: 1 }), [a])
      assert.deepEqual(await listed({ organizationId: 'org_one', after: a }), [b])
      await removeInstallation({ installationId: a, actor: operator, origin }, world.ports)
      assert.deepEqual(await listed({ organizationId: 'org_one' }), [b])
      assert.deepEqual(await listed({ organizationId: 'org_one', removed: true }), [a, b])
      const [one] = await listInstallations({ organizationId: 'org_one', limit: 10 }, world.ports)
      assert.deepEqual(
        [one?.app.name, one?.status, one?.unusedScopes, one?.members, one?.pendingRequests, one?.installer],
        ['app_b by name', 'active', ['posts:read', 'posts:write'], 0, 0, undefined],
      )
      assert.equal((await describeInstallation(a, world.ports))?.status, 'removed')
      assert.equal(await describeInstallation('inst_none', world.ports), undefined)
    })

    it('are the requests that wait, with who asked', async () => {
      const ask = async (appId: string, userId: string) => {
        const input = { appId, organizationId: 'org_three', scopes: ['posts:read'], userId, origin } as const
        const outcome = await requestApproval(
          { ...input, actorModes: ['self'], reason: 'Because' },
          world.ports,
        )
        if (outcome.outcome === 'refused') throw new Error(outcome.reason)
        return outcome
      }
      const first = await ask('app_c', 'usr_member')
      const second = await ask('app_c', 'usr_other')
      const ids = async (filter: Partial<Parameters<typeof listRequests>[0]>) =>
        (await listRequests({ limit: 10, ...filter }, world.ports)).map(({ id }) => id)
      assert.deepEqual(await ids({ organizationId: 'org_three', decided: false }), [
        first.requestId,
        second.requestId,
      ])
      assert.deepEqual(await ids({ requestedBy: 'usr_other' }), [second.requestId])
      assert.deepEqual(await ids({ organizationId: 'org_three', decided: true }), [])
      assert.deepEqual(await ids({ organizationId: 'org_two' }), [])
      const request = await describeRequest(first.requestId, world.ports)
      assert.deepEqual(
        [request?.requester.email, request?.appName, request?.reason, request?.decider],
        ['usr_member@example.com', 'app_c by name', 'Because', undefined],
      )
      const installation = await describeInstallation(first.installationId, world.ports)
      assert.deepEqual([installation?.status, installation?.pendingRequests], ['pending', 2])
      assert.equal(installation?.installer?.id, 'usr_member')
    })

    it('are the consents of members, which an admin revokes one by one or all', async () => {
      const id = await world.installed('app_d', 'org_one', ['posts:read'])
      const elsewhere = await world.installed('app_d', 'org_two', ['posts:read'])
      await world.hang('gra_1', id, 'cli_d', 'usr_member')
      await world.hang('gra_2', id, 'cli_d', 'usr_other')
      await world.hang('gra_3', id, 'cli_d', 'usr_owner', 'app')
      await world.hang('gra_4', elsewhere, 'cli_d', 'usr_member')
      const consents = async (organizationId: string) =>
        (await listMemberConsents({ organizationId, limit: 10 }, world.ports)).map((one) => [
          one.id,
          one.userId,
        ])
      assert.deepEqual(await consents('org_one'), [
        ['gra_1', 'usr_member'],
        ['gra_2', 'usr_other'],
      ])
      assert.equal((await describeInstallation(id, world.ports))?.members, 2)
      const by = { actor: user('usr_owner'), origin }
      const revoke = (consentId: string, organizationId: string) =>
        revokeMemberConsent({ consentId, organizationId, ...by }, world.ports)
      assert.equal(await revoke('gra_1', 'org_two'), false)
      assert.equal(await revoke('gra_3', 'org_one'), false)
      assert.equal(await revoke('gra_1', 'org_one'), true)
      assert.equal(await revoke('gra_1', 'org_one'), false)
      const all = ['gra_1', 'gra_2', 'gra_3', 'gra_4']
      assert.deepEqual((await world.living(...all)).families, ['gra_2', 'gra_3', 'gra_4'])
      await world.hang('gra_5', id, 'cli_d', 'usr_member')
      await revokeMemberConsents({ organizationId: 'org_one', appId: 'app_a', ...by }, world.ports)
      assert.equal((await consents('org_one')).length, 2)
      await revokeMemberConsents({ organizationId: 'org_one', ...by }, world.ports)
      assert.deepEqual(await consents('org_one'), [])
      const left = await world.living(...all, 'gra_5')
      assert.deepEqual(
        [left.codes, left.families, left.consents],
        [
          ['gra_3', 'gra_4'],
          ['gra_3', 'gra_4'],
          ['gra_3', 'gra_4'],
        ],
      )
    })

    it('is the last use, written at most once a minute', async () => {
      const id = await world.installed('app_b', 'org_two', [])
      const uses = createInstallationUses(world.ports)
      uses.used(id)
      assert.equal((await world.row(id)).last_used_at, null)
      await uses.flush()
      const at = world.clock.now()
      assert.equal((await world.row(id)).last_used_at, at)
      world.clock.advance(59)
      uses.used(id)
      await uses.flush()
      assert.equal((await world.row(id)).last_used_at, at)
      world.clock.advance(1)
      uses.used(id)
      uses.used(id)
      await uses.flush()
      assert.equal((await world.row(id)).last_used_at, at + 60)
      await world.ports.installations.recordUses([{ installationId: id, at }])
      assert.equal((await world.row(id)).last_used_at, at + 60)
    })

    it('is used whenever one of its tokens is, and not by what is no token of it', async () => {
      const id = await world.installed('app_a', 'org_three', ['posts:read'])
      const installationUses = createInstallationUses(world.ports)
      const authorities = createAuthorities({
        ...world.ports,
        catalogue: createCatalogue(opened.database),
        authorities: createAuthorityStore(opened.database),
        installOptions: (whom) => installOptions(whom, world.ports),
        installationUses,
      })
      assert.equal(await authorities.find(id, 'usr_nobody'), undefined)
      await installationUses.flush()
      assert.equal((await world.row(id)).last_used_at, null)
      assert.ok(await authorities.find(id, 'bot of app_a'))
      await installationUses.flush()
      assert.equal((await world.row(id)).last_used_at, world.clock.now())
    })

    const report = (reporter: Partial<ScopeUseReporter>, uses: readonly Partial<ReportedScopeUse>[]) =>
      recordScopeUses(
        {
          reporter: {
            appId: 'app_api',
            introspection: 'audience',
            serves: ['https://posts.example'],
            ...reporter,
          },
          uses: uses.map((use) => ({
            installationId: '',
            scope: 'posts:read',
            count: 1,
            lastUsedAt: world.clock.now(),
            ...use,
          })),
        },
        { ...world.ports, resources: createCatalogue(opened.database) },
      )

    it('are the scopes that it has not used for 90 days', async () => {
      const installationId = await world.installed('app_c', 'org_one', ['posts:read', 'invoices:read'])
      const unused = async () => (await describeInstallation(installationId, world.ports))?.unusedScopes
      assert.deepEqual(await unused(), ['posts:read', 'invoices:read'])
      const early = world.clock.now() - 50
      assert.deepEqual(
        await report({}, [
          { installationId, count: 3, lastUsedAt: early },
          { installationId, count: 4, lastUsedAt: early + 20 },
        ]),
        { accepted: 2, ignored: 0 },
      )
      await report({}, [{ installationId, lastUsedAt: early }])
      assert.deepEqual((await describeInstallation(installationId, world.ports))?.scopeUses, [
        { scope: 'posts:read', uses: 8, lastUsedAt: early + 20 },
      ])
      assert.deepEqual(await unused(), ['invoices:read'])
      world.clock.advance(90 * day)
      assert.deepEqual(await unused(), ['posts:read', 'invoices:read'])
    })

    it('is reported only by whose business it is', async () => {
      const installationId = await world.installed('app_c', 'org_two', ['posts:read', 'invoices:read'])
      const ignored = { accepted: 0, ignored: 1 }
      const now = world.clock.now()
      const refused: [Partial<ScopeUseReporter>, Partial<ReportedScopeUse>][] = [
        [{}, { installationId: 'inst_none' }],
        [{}, { installationId, scope: 'posts:write' }],
        [{}, { installationId, scope: 'invoices:read' }],
        [{ serves: [] }, { installationId }],
        [{ serves: ['https://unknown.example'] }, { installationId }],
        [{ introspection: 'own' }, { installationId }],
        [{}, { installationId, count: 0 }],
        [{}, { installationId, count: 1.5 }],
        [{}, { installationId, lastUsedAt: now - 8 * day }],
      ]
      for (const [reporter, use] of refused)
        assert.deepEqual(await report(reporter, [use]), ignored, JSON.stringify([reporter, use]))
      assert.deepEqual((await describeInstallation(installationId, world.ports))?.scopeUses, [])
      const own = { introspection: 'own', appId: 'app_c' } as const
      assert.equal((await report(own, [{ installationId }])).accepted, 1)
      const any = { introspection: 'any' } as const
      const future = { installationId, scope: 'invoices:read', lastUsedAt: now + 1000 }
      assert.equal((await report(any, [future])).accepted, 1)
      const uses = (await describeInstallation(installationId, world.ports))?.scopeUses
      assert.deepEqual(uses?.[0], { scope: 'invoices:read', uses: 1, lastUsedAt: now })
    })

    it('reported by 20 at once is counted in full', async () => {
      const installationId = await world.installed('app_b', 'org_three', ['posts:read', 'posts:write'])
      const scopes = ['posts:read', 'posts:write']
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          report(
            {},
            (index % 2 ? scopes : scopes.toReversed()).map((scope) => ({ installationId, scope })),
          ),
        ),
      )
      const uses = (await describeInstallation(installationId, world.ports))?.scopeUses
      assert.deepEqual(
        uses?.map((use) => use.uses),
        [20, 20],
      )
    })
  })
}
