/** Organizations and roles follow what another login says at each sign-in, and an e-mail alone links nobody. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  createHttpClient,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
} from 'mandate-testkit'
import type {
  ExternalOrganization,
  ExternalPerson,
} from '../../../src/platform/external-identities/external-person.ts'
import { challengeOf, handOffLogin, ida, platformBackEnd } from '../../support/platform-login.ts'

for (const kind of testDatabases()) {
  describe(`people of another login on ${kind.name}`, () => {
    let database: TestDatabase
    let server: TestServer
    before(async () => {
      database = await kind.create()
      server = await startTestServer({ database, config: handOffLogin() })
    })
    after(async () => {
      await server.close()
      await database.dispose()
    })

    const challenge = async (): Promise<string> =>
      challengeOf(await createHttpClient({ foreign: ['https://'] }).get(`${server.issuer}/login`))
    const say = async (person: Partial<ExternalPerson>, createOrganizations = true) =>
      platformBackEnd(server, createOrganizations).complete(await challenge(), person)
    const admitted = async (person: Partial<ExternalPerson>, createOrganizations = true): Promise<string> => {
      const outcome = await say(person, createOrganizations)
      return outcome.outcome === 'completed' && outcome.userId ? outcome.userId : assert.fail(outcome.outcome)
    }
    const somebody = (name: string, organizations?: readonly ExternalOrganization[]) => ({
      subject: `subject of ${name}`,
      email: `${name}@platform.example`,
      name,
      organizations,
    })
    const memberships = async (userId: string): Promise<Record<string, string>> => {
      const rows = await server.database.kysely
        .selectFrom('memberships')
        .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
        .where('user_id', '=', userId)
        .select(['slug', 'role', 'source'])
        .execute()
      return Object.fromEntries(rows.map(({ slug, role, source }) => [slug, `${role} by ${source}`]))
    }
    const organizationId = async (slug: string): Promise<string> => {
      const rows = server.database.kysely.selectFrom('organizations').select('id').where('slug', '=', slug)
      return (await rows.executeTakeFirstOrThrow()).id
    }

    it('adds, changes and removes what is said, and nothing where nothing is said', async () => {
      const userId = await admitted(
        somebody('mary', [
          { slug: 'contoso', role: 'member' },
          { slug: 'acme', role: 'admin' },
        ]),
      )
      assert.deepEqual(await memberships(userId), {
        contoso: 'member by hand_off',
        acme: 'admin by hand_off',
      })
      await admitted(somebody('mary', [{ slug: 'contoso', role: 'owner' }]))
      assert.deepEqual(await memberships(userId), { contoso: 'owner by hand_off' })
      await admitted(somebody('mary'))
      assert.deepEqual(await memberships(userId), { contoso: 'owner by hand_off' })
      await admitted(somebody('mary', []))
      assert.deepEqual(await memberships(userId), {})
    })

    it('leaves memberships alone that were made here, or that another login brought', async () => {
      const userId = await admitted(somebody('kay'))
      for (const [slug, source] of [
        ['contoso', 'local'],
        ['acme', 'okta'],
      ] as const)
        await server.database.kysely
          .insertInto('memberships')
          .values({
            organization_id: await organizationId(slug),
            user_id: userId,
            role: 'member',
            source,
            created_at: server.clock.now(),
          })
          .execute()
      const before = { contoso: 'member by local', acme: 'member by okta' }
      await admitted(
        somebody('kay', [
          { slug: 'contoso', role: 'owner' },
          { slug: 'acme', role: 'owner' },
        ]),
      )
      assert.deepEqual(await memberships(userId), before)
      await admitted(somebody('kay', []))
      assert.deepEqual(await memberships(userId), before)
    })

    it('makes organizations that are unknown, and knows them again by the id of the login', async () => {
      const globex = { externalId: 'tenant-17', name: 'Globex Corporation', role: 'owner' } as const
      const first = await admitted(somebody('fran', [globex]))
      assert.deepEqual(await memberships(first), { 'globex-corporation': 'owner by hand_off' })
      const renamed = { externalId: 'tenant-17', name: 'Globex AG', slug: 'globex', role: 'member' } as const
      const second = await admitted(somebody('betty', [renamed]))
      assert.deepEqual(await memberships(second), { 'globex-corporation': 'member by hand_off' })
    })

    it('makes two of two that share a slug but not the id of the login', async () => {
      const one = await admitted(somebody('jean', [{ externalId: 'a', slug: 'initech', role: 'member' }]))
      const other = await admitted(somebody('kathy', [{ externalId: 'b', slug: 'initech', role: 'member' }]))
      assert.deepEqual(Object.keys(await memberships(one)), ['initech'])
      assert.match(Object.keys(await memberships(other)).join(), /^initech-[a-z0-9]{4}$/)
    })

    it('makes none where the configuration says so, nor by an id of ours that there is not', async () => {
      const userId = await admitted(
        somebody('lois', [
          { slug: 'unknown-one', name: 'Unknown', role: 'member' },
          { slug: 'contoso', role: 'member' },
        ]),
        false,
      )
      assert.deepEqual(await memberships(userId), { contoso: 'member by hand_off' })
      const another = await admitted(
        somebody('ruth', [{ id: 'org_nothing', name: 'Nothing', role: 'owner' }]),
      )
      assert.deepEqual(await memberships(another), {})
      const known = await admitted(somebody('ruth', [{ id: await organizationId('contoso'), role: 'admin' }]))
      assert.deepEqual(await memberships(known), { contoso: 'admin by hand_off' })
    })

    it('takes the greater role of an organization that is named twice', async () => {
      const userId = await admitted(
        somebody('anita', [
          { slug: 'contoso', role: 'admin' },
          { slug: 'contoso', role: 'member' },
        ]),
      )
      assert.deepEqual(await memberships(userId), { contoso: 'admin by hand_off' })
    })

    it('links nobody by the e-mail: not at first sight, not by a change, whatever its letters', async () => {
      for (const email of ['ada@example.com', 'ADA@example.com'])
        assert.deepEqual(await say({ subject: 'not ada', email }), {
          outcome: 'refused',
          reason: 'email_taken',
        })
      await admitted(somebody('evelyn'))
      assert.deepEqual(await say({ ...somebody('evelyn'), email: 'ada@example.com' }), {
        outcome: 'refused',
        reason: 'email_taken',
      })
      const identities = await server.database.kysely
        .selectFrom('external_identities')
        .innerJoin('users', 'users.id', 'external_identities.user_id')
        .where('users.email', '=', 'ada@example.com')
        .selectAll()
        .execute()
      assert.deepEqual(identities, [])
    })

    it('keeps out whom an operator disabled', async () => {
      const userId = await admitted(somebody('grete'))
      await server.database.kysely
        .updateTable('users')
        .set({ disabled_at: server.clock.now() })
        .where('id', '=', userId)
        .execute()
      assert.deepEqual(await say(somebody('grete')), { outcome: 'refused', reason: 'user_disabled' })
    })

    it('an address counts as confirmed as long as the login says so', async () => {
      const verified = async (): Promise<boolean> => {
        const row = await server.database.kysely
          .selectFrom('users')
          .select('email_verified_at')
          .where('name', '=', 'ursula')
          .executeTakeFirstOrThrow()
        return row.email_verified_at !== null
      }
      await admitted({ ...somebody('ursula'), emailVerified: undefined })
      assert.equal(await verified(), false)
      await admitted({ ...somebody('ursula'), emailVerified: true })
      assert.equal(await verified(), true)
      await admitted({ ...somebody('ursula'), emailVerified: undefined })
      assert.equal(await verified(), true)
      await admitted({ ...somebody('ursula'), email: 'ulla@platform.example', emailVerified: undefined })
      assert.equal(await verified(), false)
    })

    it('makes one user of several first sign-ins at once, and one organization', async () => {
      const person = somebody('margaret', [{ externalId: 'apollo', name: 'Apollo', role: 'member' }])
      const userIds = await Promise.all(Array.from({ length: 4 }, () => admitted(person)))
      assert.equal(new Set(userIds).size, 1)
      assert.deepEqual(await memberships(userIds[0] ?? ''), { apollo: 'member by hand_off' })
    })

    it('tells the audit log who was made, and what changed', async () => {
      const userId = await admitted({ ...ida, ...somebody('dana', [{ slug: 'acme', role: 'member' }]) })
      await admitted(somebody('dana', []))
      const events = await server.database.kysely
        .selectFrom('audit_events')
        .select(['action', 'subject_id', 'actor_type', 'data'])
        .execute()
      const ofDana = events.filter(({ subject_id, data }) => subject_id === userId || data.includes(userId))
      assert.deepEqual(ofDana.map(({ action, actor_type }) => `${actor_type} ${action}`).toSorted(), [
        'operator membership.changed',
        'operator membership.removed',
        'operator user.created',
      ])
    })
  })
}
