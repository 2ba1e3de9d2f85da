import assert from 'node:assert/strict'
import { test } from 'node:test'
import createClient from 'openapi-fetch'
import { onEachDatabase } from '../http/on-each-database.ts'
import { giveKey, organizationIdOf, userIdOf } from './keys.ts'
import type { paths } from './openapi-types.d.ts'

/** What a call answered, or a failure that shows what it was refused with. */
const answered = <Data>({ data, error }: { data?: Data; error?: unknown }): Data => {
  assert.equal(error, undefined, JSON.stringify(error))
  return data as Data
}

onEachDatabase('a client that is typed by the document', (http) => {
  const clientOf = (token: string) =>
    createClient<paths>({
      baseUrl: `${http.server.issuer}/api/v1`,
      headers: { authorization: `Bearer ${token}` },
    })

  test('governs an organization and the apps in it', async () => {
    const operator = clientOf(await giveKey(http.server, { kind: 'operator' }))
    const userId = await userIdOf(http.server, 'grace@example.com')
    const made = await operator.POST('/organizations', {
      body: { slug: 'initech', name: 'Initech', ownerId: userId },
    })
    const organizationId = answered(made).id

    const scopes = ['apps', 'organizations', 'installations', 'users'].map((one) => `mandate:${one}:write`)
    const token = await giveKey(http.server, {
      kind: 'personal',
      userId,
      scopes: [...scopes, 'mandate:audit:read'],
    })
    const grace = clientOf(token)
    const app = answered(
      await grace.POST('/apps', {
        body: {
          name: 'Reports',
          owner: { kind: 'organization', id: organizationId },
          redirectUris: ['https://reports.example/callback'],
          scopes: ['posts:read', 'posts:write'],
          actorModes: ['app', 'self'],
          published: true,
        },
      }),
    )
    assert.match(app.secret?.secret ?? '', /^mcs_/)

    const path = { organizationId }
    const installed = answered(
      await grace.POST('/organizations/{organizationId}/installations', {
        params: { path },
        body: { appId: app.id, scopes: ['posts:read', 'posts:write'], actorModes: ['app'] },
      }),
    )
    assert.deepEqual([installed.status, installed.grantedScopes], ['active', ['posts:read', 'posts:write']])

    const installation = { params: { path: { installationId: installed.id } } }
    const narrowed = answered(
      await grace.PATCH('/installations/{installationId}', {
        ...installation,
        body: { grantedScopes: ['posts:read'] },
        headers: { 'content-type': 'application/merge-patch+json' },
      }),
    )
    assert.deepEqual(narrowed.grantedScopes, ['posts:read'])
    await grace.PUT('/installations/{installationId}/suspension', installation)
    assert.equal(
      answered(await grace.GET('/installations/{installationId}', installation)).status,
      'suspended',
    )
    await grace.DELETE('/installations/{installationId}/suspension', installation)

    const lowered = await grace.PATCH('/organizations/{organizationId}/policy', {
      params: { path },
      body: { scopeCeiling: ['posts:write'] },
      headers: { 'content-type': 'application/merge-patch+json' },
    })
    assert.deepEqual(answered(lowered).scopeCeiling, ['posts:write'])
    assert.deepEqual(
      answered(await grace.GET('/installations/{installationId}', installation)).grantedScopes,
      [],
    )

    const removed = await grace.DELETE('/installations/{installationId}', installation)
    assert.equal(removed.response.status, 204)
    const left = await grace.GET('/organizations/{organizationId}/installations', { params: { path } })
    assert.deepEqual(answered(left), { data: [], next_cursor: null })

    const log = answered(
      await grace.GET('/organizations/{organizationId}/audit-events', { params: { path } }),
    )
    const actions = log.data.map(({ action }) => action)
    for (const action of ['installation.installed', 'installation.narrowed', 'installation.removed'])
      assert.ok(actions.includes(action), action)
    const byGrace = log.data.filter(({ actorId }) => actorId === userId)
    assert.ok(byGrace.every(({ requestId, address }) => requestId !== null && address !== null))
  })

  test('lets a member ask, and an admin approve fewer scopes', async () => {
    const operator = clientOf(await giveKey(http.server, { kind: 'operator' }))
    const path = { organizationId: await organizationIdOf(http.server, 'contoso') }
    const alan = await userIdOf(http.server, 'alan@example.com')
    await operator.PUT('/organizations/{organizationId}/members/{userId}', {
      params: { path: { ...path, userId: alan } },
      body: { role: 'member' },
    })
    const member = clientOf(
      await giveKey(http.server, {
        kind: 'personal',
        userId: alan,
        scopes: ['mandate:installations:write'],
      }),
    )
    const admin = clientOf(
      await giveKey(http.server, {
        kind: 'personal',
        userId: await userIdOf(http.server, 'ada@example.com'),
        scopes: ['mandate:installations:write'],
      }),
    )
    const app = answered(
      await operator.POST('/apps', {
        body: {
          name: 'Notes',
          redirectUris: ['https://notes.example/callback'],
          scopes: ['posts:read', 'posts:write'],
          published: true,
        },
      }),
    )
    const wanted = { appId: app.id, scopes: ['posts:read', 'posts:write'], actorModes: ['self' as const] }
    const refused = await member.POST('/organizations/{organizationId}/installations', {
      params: { path },
      body: wanted,
    })
    assert.deepEqual([refused.error?.code, refused.error?.reason], ['refused', 'approval_required'])
    const asked = answered(
      await member.POST('/organizations/{organizationId}/approval-requests', {
        params: { path },
        body: { ...wanted, reason: 'For the minutes.' },
      }),
    )
    const decided = answered(
      await admin.PUT('/approval-requests/{requestId}/decision', {
        params: { path: { requestId: asked.id } },
        body: { decision: 'approve', scopes: ['posts:read'], note: 'Reading is enough.' },
      }),
    )
    assert.deepEqual([decided.approvedScopes, decided.grantedScopes], [['posts:read'], ['posts:read']])
    const mine = await member.GET('/organizations/{organizationId}/approval-requests', { params: { path } })
    assert.deepEqual(
      answered(mine).data.map(({ note }) => note),
      ['Reading is enough.'],
    )
  })
})
