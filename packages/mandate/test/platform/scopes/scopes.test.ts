import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { auditEvent } from '../../../src/platform/audit/record.ts'
import { createScope } from '../../../src/platform/scopes/create-scope.ts'
import { deleteScope } from '../../../src/platform/scopes/delete-scope.ts'
import type { Scope } from '../../../src/platform/scopes/scope-schema.ts'
import { updateScope } from '../../../src/platform/scopes/update-scope.ts'
import { createScopeStore } from '../../../src/store/scopes.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { insertApp, insertUser } from '../../support/rows.ts'

for (const kind of testDatabases()) {
  describe(`the catalogue of scopes on ${kind.name}`, () => {
    const clock = fakeClock()
    const by = { actor: { type: 'operator' }, origin: {} } as const
    let opened: OpenTestDatabase
    let ports: Parameters<typeof createScope>[1]
    before(async () => {
      opened = await openTestDatabase(kind)
      ports = { scopes: createScopeStore(opened.database), clock }
    })
    after(() => opened.dispose())

    const read: Scope = { name: 'posts:read', description: 'Read posts', default: true }
    const write: Scope = {
      name: 'posts:write',
      description: 'Write posts',
      group: 'Posts',
      risk: 'high',
      actorModes: ['self'],
      implies: ['posts:read'],
      roles: ['admin', 'owner'],
      organization: true,
    }
    const events = (id: string) =>
      opened.database.kysely
        .selectFrom('audit_events')
        .where('subject_type', '=', 'scope')
        .where('subject_id', '=', id)
        .orderBy('id')
        .select(['action', 'before', 'after'])
        .execute()

    it('grows by scopes that hold together', async () => {
      assert.equal((await createScope({ scope: write, ...by }, ports)).outcome, 'invalid')
      assert.equal((await createScope({ scope: read, ...by }, ports)).outcome, 'created')
      assert.equal((await createScope({ scope: write, ...by }, ports)).outcome, 'created')
      assert.equal((await createScope({ scope: read, ...by }, ports)).outcome, 'exists')
      assert.deepEqual(await ports.scopes.listScopes(), [read, write])
    })

    it('changes, and tells what changed', async () => {
      const changed = { ...read, description: 'See posts', default: undefined }
      assert.equal((await updateScope({ scope: changed, ...by }, ports)).outcome, 'updated')
      assert.equal((await updateScope({ scope: changed, ...by }, ports)).outcome, 'unchanged')
      const circle = { ...read, implies: ['posts:write'] }
      assert.equal((await updateScope({ scope: circle, ...by }, ports)).outcome, 'invalid')
      const unknown = { ...read, name: 'posts:burn' }
      assert.equal((await updateScope({ scope: unknown, ...by }, ports)).outcome, 'unknown')
      const [, told] = await events('posts:read')
      assert.deepEqual(
        [told?.action, JSON.parse(told?.before ?? ''), JSON.parse(told?.after ?? '')],
        [
          'scope.changed',
          { description: 'Read posts', default: true },
          { description: 'See posts', default: null },
        ],
      )
    })

    it('lets one of two win that change the same scope', async () => {
      const [stored] = await ports.scopes.listScopes()
      assert.ok(stored)
      const racing = await Promise.all(
        ['one', 'two'].map((description) => {
          const subject = { type: 'scope', id: stored.name } as const
          const event = auditEvent({ action: 'scope.changed', subject, ...by }, { clock })
          return ports.scopes.update(stored, { ...stored, description }, event)
        }),
      )
      assert.deepEqual(racing.toSorted(), [false, true])
    })

    const deletion = (name: string) => deleteScope({ name, ...by }, ports)
    const nothing = { apps: 0, resources: 0, installations: 0, grants: 0, ceilings: 0, scopes: 0 }

    it('keeps what something implies', async () => {
      assert.deepEqual(await deletion('posts:read'), { outcome: 'in_use', uses: { ...nothing, scopes: 1 } })
    })

    it('keeps what something uses, and names that only look alike do not count', async () => {
      const { kysely } = opened.database
      const name = 'odd_name%:a'
      await createScope({ scope: { name, description: 'Odd' }, ...by }, ports)
      await createScope({ scope: { name: 'oddXname%:a', description: 'Odd' }, ...by }, ports)
      await insertApp(opened.database, 'app_1', { clients: ['cli_1'] })
      await insertUser(opened.database, 'usr_1')
      const settings = (scopes: readonly string[]) => JSON.stringify({ scopes })
      const inUse = async (kindOfUse: keyof typeof nothing, other: string) => {
        assert.deepEqual(
          await deletion(name),
          { outcome: 'in_use', uses: { ...nothing, [kindOfUse]: 1 } },
          other,
        )
      }
      await kysely
        .updateTable('clients')
        .set({ settings: settings([name]) })
        .execute()
      await inUse('apps', 'app')
      await kysely
        .updateTable('clients')
        .set({ settings: settings(['oddXname%:a']) })
        .execute()

      await kysely
        .insertInto('resources')
        .values({ identifier: 'urn:a', scopes: JSON.stringify([name]) })
        .execute()
      await inUse('resources', 'resource')
      await kysely.deleteFrom('resources').execute()

      const at = { created_at: 1, updated_at: 1 }
      await kysely
        .insertInto('installations')
        .values({
          id: 'inst_1',
          app_id: 'app_1',
          organization_id: 'org_acme',
          granted_scope: `a ${name}`,
          actor_modes: '[]',
          ...at,
        })
        .execute()
      await inUse('installations', 'installation')
      await kysely.updateTable('installations').set({ removed_at: 5 }).execute()

      await kysely
        .insertInto('grants')
        .values({
          id: 'gra_1',
          client_id: 'cli_1',
          user_id: 'usr_1',
          scope: name,
          client_fingerprint: '',
          ...at,
        })
        .execute()
      await inUse('grants', 'grant')
      await kysely.updateTable('grants').set({ revoked_at: 5 }).execute()

      await kysely
        .updateTable('organizations')
        .set({ scope_ceiling: `${name} b` })
        .execute()
      await inUse('ceilings', 'ceiling')
      await kysely.updateTable('organizations').set({ scope_ceiling: 'oddXname%:a' }).execute()

      assert.deepEqual(await deletion(name), { outcome: 'deleted' })
      assert.deepEqual(await deletion(name), { outcome: 'unknown' })
      assert.deepEqual(
        (await events(name)).map(({ action }) => action),
        ['scope.created', 'scope.deleted'],
      )
    })
  })
}
