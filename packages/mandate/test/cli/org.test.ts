import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { install } from '../../src/platform/installations/install.ts'
import { requestApproval } from '../../src/platform/installations/request-approval.ts'
import { systemClock } from '../../src/protocol/clock.ts'
import { createApprovalRequestStore } from '../../src/store/approval-requests.ts'
import type { Database } from '../../src/store/database.ts'
import { createInstallationStore } from '../../src/store/installations.ts'
import { createScopeStore } from '../../src/store/scopes.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { contractState } from '../state/contract-state.ts'
import { createPlace, type Place } from './mandate.ts'

const state = {
  ...contractState,
  scopes: [
    ...contractState.scopes,
    { name: 'posts:write', description: 'Write', implies: ['posts:read'], roles: ['admin', 'owner'] },
  ],
  users: [...contractState.users, { email: 'grace@example.com', name: 'Grace Hopper', emailVerified: true }],
  apps: contractState.apps.map((app) => ({ ...app, scopes: ['openid', 'posts:read', 'posts:write'] })),
}

describe('org', () => {
  let place: Place
  before(async () => {
    place = await createPlace()
    await place.run(['apply', '-'], { input: JSON.stringify(state) })
  })
  after(() => place.dispose())

  const fails = async (words: readonly string[], status: number, sentence: RegExp) => {
    const result = await place.run(['org', ...words])
    assert.equal(result.status, status, result.stderr)
    assert.equal(result.stdout, '')
    assert.match(result.stderr, sentence)
  }
  const json = <T = Record<string, unknown>>(...words: string[]): Promise<T> =>
    place.json<T>(['org', ...words])

  /** The database that the commands of the place use. */
  const inDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = openSqlite(join(place.directory, 'data/mandate.db'))
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }
  const installationPorts = (database: Database) => ({
    installations: createInstallationStore(database),
    approvalRequests: createApprovalRequestStore(database),
    catalogue: createScopeStore(database),
    clock: systemClock,
    mails: { approvalDecided: () => undefined, approvalRequested: () => undefined },
    background: { run: () => undefined, settled: async () => undefined },
  })
  const idsIn = async (database: Database, slug: string) => {
    const { kysely } = database
    const app = await kysely.selectFrom('apps').select('id').executeTakeFirstOrThrow()
    const organization = await kysely
      .selectFrom('organizations')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    return { appId: app.id, organizationId: organization.id }
  }

  test('begins with an owner, and is shown', async () => {
    const created = await json('create', 'contoso', 'Contoso', '--owner', 'GRACE@example.com')
    assert.match(String(created.id), /^org_/)
    const shown = await json('show', 'contoso')
    assert.deepEqual(
      (shown.members as { email: string }[]).map(({ email }) => email),
      ['grace@example.com'],
    )
    assert.deepEqual(shown.policy, {
      install: 'admins',
      scopeCeiling: null,
      personalTokens: 'allowed',
      personalTokenLifetime: null,
    })
    const all = await json<{ slug: string }[]>('list')
    assert.deepEqual(all.map(({ slug }) => slug).toSorted(), ['acme', 'contoso'])
    assert.equal((await json('rename', 'contoso', 'Contoso Ltd')).name, 'Contoso Ltd')
  })

  test('is refused in one sentence', async () => {
    await fails(['create', 'contoso', 'Again'], 1, /^error: there is an organization contoso already\n$/)
    await fails(['create', 'Not A Slug', 'Again'], 1, /^error: the slug must be lower-case letters/)
    await fails(['show', 'nowhere'], 1, /^error: there is no organization nowhere\n$/)
    await fails(['set-role', 'contoso', 'grace@example.com', 'king'], 1, /^error: the role must be one of/)
    await fails(['delete', 'contoso'], 2, /^error: deleting cannot be undone: confirm it with --yes\n$/)
    await fails(['delete', 'acme', '--yes'], 1, /^error: Acme owns apps/)
    await fails(
      ['policy', 'acme', '--install', 'nobody'],
      2,
      /Allowed choices are anyone, admins, allow_list/,
    )
    await fails(
      ['policy', 'acme', '--scope-ceiling', 'posts:burn'],
      1,
      /^error: the scope ceiling names the scope posts:burn, which is not among scopes\n$/,
    )
  })

  test('has members, of whom one owns it', async () => {
    const added = await json('add-member', 'contoso', 'ada@example.com', '--role', 'admin')
    assert.equal(added.role, 'admin')
    await fails(['add-member', 'contoso', 'ada@example.com'], 1, /is a member of Contoso Ltd already/)
    await fails(['remove-member', 'contoso', 'grace@example.com'], 1, /would have no owner/)
    assert.equal((await json('set-role', 'contoso', 'ada@example.com', 'owner')).role, 'owner')
    assert.equal((await json('remove-member', 'contoso', 'grace@example.com')).removed, true)
    const members = await json<{ email: string }[]>('members', 'contoso')
    assert.deepEqual(
      members.map(({ email }) => email),
      ['ada@example.com'],
    )
  })

  test('tells when nobody is left who decides about its apps', async () => {
    await json('create', 'orphanage', 'Orphanage')
    await json('add-member', 'orphanage', 'ada@example.com', '--role', 'admin')
    await json('add-member', 'orphanage', 'grace@example.com', '--role', 'admin')
    const first = await place.run(['org', 'set-role', 'orphanage', 'ada@example.com', 'member'])
    assert.equal(first.stderr, '')
    const second = await place.run(['org', 'remove-member', 'orphanage', 'grace@example.com'])
    assert.match(second.stderr, /^Orphanage has neither an owner nor an admin now/)
    await json('delete', 'orphanage', '--yes')
  })

  test('invites by mail, and says that none could be sent', async () => {
    const result = await place.run(['org', 'invite', 'contoso', 'radia@example.com', '--json'])
    assert.equal(result.status, 0)
    assert.match(result.stderr, /^no mail server is configured \(MANDATE_SMTP_URL\), so no mail was sent\n$/)
    const { id } = JSON.parse(result.stdout) as { id: string }
    assert.doesNotMatch(result.stdout, /miv_/)
    assert.equal((await json<unknown[]>('invitations', 'contoso')).length, 1)
    assert.deepEqual(await json('revoke-invitation', 'contoso', id), { id, revoked: true })
    await fails(['revoke-invitation', 'contoso', id], 1, /has no open invitation/)
    await fails(['invite', 'contoso', 'ada@example.com'], 1, /is a member of Contoso Ltd already/)
  })

  test('changes of its policy what is given', async () => {
    const policy = await json('policy', 'contoso', '--install', 'anyone', '--personal-token-lifetime', '90d')
    assert.deepEqual([policy.install, policy.personalTokenLifetime], ['anyone', 90 * 86_400])
    const lower = await json(
      'policy',
      'contoso',
      '--scope-ceiling',
      'posts:read',
      '--no-personal-token-lifetime',
    )
    assert.deepEqual(
      [lower.install, lower.scopeCeiling, lower.personalTokenLifetime],
      ['anyone', ['posts:read'], null],
    )
    assert.equal((await json('policy', 'contoso', '--no-scope-ceiling')).scopeCeiling, null)
    assert.equal((await json('policy', 'contoso')).install, 'anyone')
  })

  test('tells what apps may do as a member', async () => {
    const all = await json<{ role: string; scopes: string[] }[]>('roles')
    assert.deepEqual(
      all.map(({ role }) => role),
      ['member', 'admin', 'owner'],
    )
    assert.ok(all[0]?.scopes.includes('posts:read'))
    assert.equal(all[0]?.scopes.includes('posts:write'), false)
    assert.ok(all[1]?.scopes.includes('posts:write'))
  })

  test('decides what members ask for', async () => {
    const ask = () =>
      inDatabase(async (database) => {
        const user = await database.kysely
          .selectFrom('users')
          .select('id')
          .where('email_key', '=', 'grace@example.com')
          .executeTakeFirstOrThrow()
        const asked = {
          ...(await idsIn(database, 'acme')),
          scopes: ['posts:write'],
          actorModes: ['self'],
          reason: 'To post',
          userId: user.id,
          origin: {},
        } as const
        const outcome = await requestApproval(asked, installationPorts(database))
        assert.ok(outcome.outcome === 'requested', JSON.stringify(outcome))
        return outcome.requestId
      })
    await json('add-member', 'acme', 'grace@example.com')
    const first = await ask()
    const [request] = await json<Record<string, unknown>[]>('requests', 'acme')
    assert.equal(request?.id, first)
    assert.equal(request?.reason, 'To post')
    assert.equal((await json('deny', first, '--note', 'Not now')).denied, true)
    await fails(['deny', first], 1, /could not be decided: already decided/)
    await fails(['deny', 'req_x'], 1, /^error: there is no request req_x\n$/)
    await fails(['approve', 'req_x'], 1, /^error: there is no request req_x\n$/)
    const second = await ask()
    const approved = await json('approve', second, '--scope', 'posts:read')
    assert.deepEqual(approved.grantedScopes, ['posts:read'])
    assert.deepEqual(await json<unknown[]>('requests', 'acme'), [])
  })

  test('sees its apps, and suspends, reinstates, removes and blocks them', async () => {
    const [app] = await json<Record<string, unknown>[]>('apps', 'acme')
    assert.deepEqual(
      [app?.status, app?.grantedScopes, app?.unusedScopes],
      ['active', ['posts:read'], ['posts:read']],
    )
    assert.equal((await json('suspend-app', 'acme', 'demo')).changed, true)
    const again = await place.run(['org', 'suspend-app', 'acme', 'demo'])
    assert.deepEqual([again.status, again.stderr], [1, 'error: its installation is suspended\n'])
    assert.equal((await json('reinstate-app', 'acme', 'demo')).changed, true)
    assert.equal((await json('remove-app', 'acme', 'demo')).changed, true)
    await fails(['remove-app', 'acme', 'demo'], 1, /^error: Demo is not installed in Acme\n$/)
    await inDatabase(async (database) => {
      const input = {
        scopes: ['posts:read'],
        actorModes: ['app'],
        actor: { type: 'operator' },
        origin: {},
      } as const
      const installed = await install(
        { ...(await idsIn(database, 'acme')), ...input },
        installationPorts(database),
      )
      assert.equal(installed.outcome, 'installed')
    })
    assert.equal((await json('block-app', 'acme', 'demo')).changed, true)
    assert.deepEqual(await json<unknown[]>('apps', 'acme'), [])
    assert.equal((await json('allow-app', 'acme', 'demo')).rule, 'allowed')
    assert.deepEqual((await json('show', 'acme')).appRules, [
      { appId: app?.appId, appName: 'Demo', rule: 'allowed' },
    ])
    assert.equal((await json('clear-app-rule', 'acme', 'demo')).rule, null)
  })

  test('prints its audit log', async () => {
    const log = await place.run(['org', 'audit', 'acme', '--action', 'app_rule.*', '--since', '1h'])
    const events = log.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { after: { rule: string | null } })
    assert.deepEqual(
      events.map(({ after }) => after.rule),
      ['blocked', 'allowed', null],
    )
    const csv = await place.run(['org', 'audit', 'contoso', '--format', 'csv'])
    assert.match(csv.stdout, /^id,at,action,/)
    assert.match(csv.stdout, /organization\.policy_changed/)
  })

  test('ends', async () => {
    assert.equal((await json('delete', 'contoso', '--yes')).deleted, true)
    await fails(['show', 'contoso'], 1, /there is no organization contoso/)
  })
})
