import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'
import { actions, apply, contractState } from './contract-state.ts'

const withPolicy = (policy: object | undefined, more: object = {}) => ({
  ...contractState,
  organizations: contractState.organizations.map((one) => ({ ...one, policy })),
  ...more,
})

for (const kind of testDatabases()) {
  describe(`policies in a state on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
      await apply(opened.database, contractState)
    })
    after(() => opened.dispose())

    const changed = async (state: object) =>
      actions(await apply(opened.database, state)).filter((line) => !line.startsWith('unchanged'))

    const install = async (id: string) => {
      const { kysely } = opened.database
      const app = await kysely.selectFrom('apps').select('id').executeTakeFirstOrThrow()
      const organization = await kysely.selectFrom('organizations').select('id').executeTakeFirstOrThrow()
      await kysely
        .insertInto('installations')
        .values({
          id,
          app_id: app.id,
          organization_id: organization.id,
          granted_scope: 'posts:read',
          actor_modes: '["self"]',
          created_at: 1,
          updated_at: 1,
          activated_at: 1,
        })
        .execute()
      return () =>
        kysely
          .selectFrom('installations')
          .select(['granted_scope', 'removed_at'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
    }

    test('are set, and stay where they are left out', async () => {
      assert.deepEqual(await changed(withPolicy({ install: 'anyone' })), [
        'update organization acme (policy)',
      ])
      assert.deepEqual(await changed(withPolicy({ install: 'anyone' })), [])
      assert.deepEqual(await changed(contractState), [])
      assert.deepEqual(await changed(withPolicy({})), ['update organization acme (policy)'])
    })

    test('take from installations what is beyond the ceiling', async () => {
      const installation = await install('inst_low')
      await changed(withPolicy({ scopeCeiling: [] }))
      assert.deepEqual({ ...(await installation()) }, { granted_scope: '', removed_at: null })
    })

    test('may come together with an app that declares less', async () => {
      await changed(withPolicy({}))
      await opened.database.kysely.updateTable('installations').set({ granted_scope: 'posts:read' }).execute()
      const [app] = contractState.apps
      const apps = [{ ...app, scopes: ['openid'] }]
      await changed(withPolicy({ scopeCeiling: [] }, { apps }))
      const [row] = await opened.database.kysely.selectFrom('installations').select('granted_scope').execute()
      assert.equal(row?.granted_scope, '')
      await changed(withPolicy({}))
    })

    test('block apps, which removes them, also an app that is new in the same state', async () => {
      const { kysely } = opened.database
      await kysely.deleteFrom('installations').execute()
      const installation = await install('inst_blocked')
      const [app] = contractState.apps
      const apps = [app, { ...app, clientId: 'other', name: 'Other' }]
      await changed(withPolicy({ blockedApps: ['demo', 'other'] }, { apps }))
      assert.notEqual((await installation()).removed_at, null)
      const events = await kysely
        .selectFrom('audit_events')
        .select(['action', 'organization_id', 'app_id'])
        .where('action', 'in', ['app_rule.changed', 'installation.removed'])
        .execute()
      assert.equal(events.length, 3)
      assert.ok(events.every((event) => event.organization_id !== null && event.app_id !== null))
      await changed(withPolicy({ allowedApps: ['demo'] }, { apps }))
      const rules = await kysely.selectFrom('organization_app_rules').select('rule').execute()
      assert.deepEqual(
        rules.map(({ rule }) => rule),
        ['allowed'],
      )
    })
  })
}
