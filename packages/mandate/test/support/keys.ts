import assert from 'node:assert/strict'
import type { TestServer } from 'mandate-testkit'
import type { ApiKey } from '../../src/platform/api-keys/api-key.ts'
import { createOperatorKey } from '../../src/platform/api-keys/create-operator-key.ts'
import { createOrganizationKey } from '../../src/platform/api-keys/create-organization-key.ts'
import {
  type CreatePersonalTokenInput,
  createPersonalToken,
} from '../../src/platform/api-keys/create-personal-token.ts'
import { revokeKey } from '../../src/platform/api-keys/revoke-key.ts'
import { defaultPrefixes } from '../../src/protocol/tokens/format.ts'
import { createApiKeyStore } from '../../src/store/api-keys.ts'
import { createCatalogue } from '../../src/store/catalogue.ts'

const doing = { actor: { type: 'operator' }, origin: {} } as const

/** Makes and revokes keys while a server runs, as the command line does. */
export const keysOf = ({ database, clock }: TestServer) => {
  const { kysely } = database
  const ports = {
    keys: createApiKeyStore(database),
    catalogue: createCatalogue(database),
    prefixes: defaultPrefixes,
    clock,
  }
  const userId = async (name: string): Promise<string> =>
    (
      await kysely
        .selectFrom('users')
        .select('id')
        .where('email', '=', `${name}@example.com`)
        .executeTakeFirstOrThrow()
    ).id
  const organizationId = async (slug: string): Promise<string> =>
    (await kysely.selectFrom('organizations').select('id').where('slug', '=', slug).executeTakeFirstOrThrow())
      .id

  const personal = async (
    name: string,
    scopes: readonly string[],
    more: Partial<CreatePersonalTokenInput> & { readonly organization?: string } = {},
  ) => {
    const { organization, ...input } = more
    return createPersonalToken(
      {
        ...doing,
        name: 'script',
        userId: await userId(name),
        organizationId: organization === undefined ? undefined : await organizationId(organization),
        scopes,
        ...input,
      },
      ports,
    )
  }
  const made = <T extends { readonly outcome: string }>(outcome: T): T & { text: string; key: ApiKey } => {
    assert.equal(outcome.outcome, 'created', JSON.stringify(outcome))
    return outcome as T & { text: string; key: ApiKey }
  }
  return {
    ports,
    userId,
    organizationId,
    /** With the outcome of a refusal. */
    tryPersonal: personal,
    personal: async (...input: Parameters<typeof personal>) => made(await personal(...input)),
    async organization(slug: string, scopes: readonly string[], lifetime?: number) {
      const organization = { id: await organizationId(slug), ceiling: undefined }
      return made(
        await createOrganizationKey({ ...doing, organization, name: 'key', scopes, lifetime }, ports),
      )
    },
    operator: async (lifetime?: number) =>
      made(await createOperatorKey({ ...doing, name: 'key', lifetime }, ports)),
    revoke: (key: ApiKey) => revokeKey({ ...doing, key }, ports),
    setOrganization: (slug: string, change: Record<string, string | number | null>) =>
      kysely.updateTable('organizations').set(change).where('slug', '=', slug).execute(),
    /** Undefined ends the membership. */
    async setRole(name: string, slug: string, role: 'owner' | 'admin' | 'member' | undefined) {
      const [user_id, organization_id] = [await userId(name), await organizationId(slug)]
      await kysely
        .deleteFrom('memberships')
        .where('user_id', '=', user_id)
        .where('organization_id', '=', organization_id)
        .execute()
      if (role === undefined) return
      await kysely
        .insertInto('memberships')
        .values({ user_id, organization_id, role, created_at: 1 })
        .execute()
    },
  }
}
