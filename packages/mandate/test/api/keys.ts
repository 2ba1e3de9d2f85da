import type { TestServer } from 'mandate-testkit'
import { prefixOfKind } from '../../src/platform/api-keys/api-key.ts'
import { newId } from '../../src/protocol/identifiers.ts'
import { defaultPrefixes, hashToken, newToken } from '../../src/protocol/tokens/format.ts'

export interface KeyOptions {
  readonly kind: 'operator' | 'personal' | 'organization'
  readonly userId?: string
  readonly organizationId?: string
  readonly scopes?: readonly string[]
}

/** A live key, as its text. */
export const giveKey = async ({ database, clock }: TestServer, options: KeyOptions): Promise<string> => {
  const token = newToken(prefixOfKind(options.kind, defaultPrefixes))
  await database.kysely
    .insertInto('api_keys')
    .values({
      id: newId('key'),
      kind: options.kind,
      hash: hashToken(token),
      name: `${options.kind} key of a test`,
      last_four: token.slice(-4),
      user_id: options.userId ?? null,
      organization_id: options.organizationId ?? null,
      scope: (options.scopes ?? []).join(' '),
      created_by: null,
      created_at: clock.now(),
      expires_at: null,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
  return token
}

export const userIdOf = async ({ database }: TestServer, email: string): Promise<string> =>
  (
    await database.kysely
      .selectFrom('users')
      .where('email', '=', email)
      .select('id')
      .executeTakeFirstOrThrow()
  ).id

export const organizationIdOf = async ({ database }: TestServer, slug: string): Promise<string> =>
  (
    await database.kysely
      .selectFrom('organizations')
      .where('slug', '=', slug)
      .select('id')
      .executeTakeFirstOrThrow()
  ).id

export const appIdOf = async ({ database }: TestServer, clientId: string): Promise<string> =>
  (
    await database.kysely
      .selectFrom('clients')
      .where('client_id', '=', clientId)
      .select('app_id')
      .executeTakeFirstOrThrow()
  ).app_id
