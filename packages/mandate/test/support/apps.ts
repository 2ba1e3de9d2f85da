import { type DatabaseKind, fakeClock } from 'mandate-testkit'
import { applyState } from '../../src/platform/state/apply-state.ts'
import { parseState } from '../../src/platform/state/check-state.ts'
import { defaultLifetimes } from '../../src/protocol/context.ts'
import { registeredNames } from '../../src/server/registered-names.ts'
import { createAppAdministration } from '../../src/store/app-administration.ts'
import { createRegistrationFacts } from '../../src/store/registration-facts.ts'
import { portsOf } from '../state/contract-state.ts'
import { openTestDatabase } from './database.ts'

const state = {
  scopes: [
    { name: 'posts:read', description: 'Read posts', default: true },
    { name: 'posts:write', description: 'Write posts', implies: ['posts:read'] },
    { name: 'posts:admin', description: 'Do all with posts', implies: ['posts:write'], actorModes: ['app'] },
  ],
  users: [{ email: 'ada@example.com', name: 'Ada Lovelace' }, { email: 'grace@example.com' }],
  organizations: [{ slug: 'acme', name: 'Acme', members: [{ email: 'ada@example.com', role: 'admin' }] }],
  resources: [{ identifier: 'https://api.example.com', scopes: ['posts:read', 'posts:write'] }],
}

/** What the verbs about apps ask for, on a real database with a few people. */
export const createAppsWorld = async (kind: DatabaseKind) => {
  const { database, dispose } = await openTestDatabase(kind)
  await applyState(parseState(state), portsOf(database))
  const { kysely } = database
  const idOf = async (table: 'users' | 'organizations', column: 'email' | 'slug', value: string) =>
    (
      await kysely
        .selectFrom(table)
        .where(column as never, '=', value as never)
        .select('id')
        .executeTakeFirstOrThrow()
    ).id
  const clock = fakeClock()
  const organizationId = await idOf('organizations', 'slug', 'acme')
  return {
    database,
    dispose,
    clock,
    userId: await idOf('users', 'email', 'ada@example.com'),
    otherUserId: await idOf('users', 'email', 'grace@example.com'),
    organizationId,
    ports: {
      apps: createAppAdministration(database),
      registration: createRegistrationFacts(database, registeredNames),
      lifetimes: defaultLifetimes,
      prefixes: { clientId: 'foapp_', clientSecret: 'mcs_' },
      clock,
    },
    /** An active installation of an app in the organization. */
    async insertInstallation(appId: string, id: string, grantedScope: string, actorModes: readonly string[]) {
      const at = clock.now()
      await kysely
        .insertInto('installations')
        .values({
          id,
          app_id: appId,
          organization_id: organizationId,
          granted_scope: grantedScope,
          actor_modes: JSON.stringify(actorModes),
          created_at: at,
          updated_at: at,
          activated_at: at,
        })
        .execute()
    },
    installation: (id: string) =>
      kysely.selectFrom('installations').where('id', '=', id).selectAll().executeTakeFirstOrThrow(),
  }
}

export type AppsWorld = Awaited<ReturnType<typeof createAppsWorld>>
