import type { Kysely } from 'kysely'
import type { Dialect } from '../statement.ts'
import { createDirectory } from './ground/directory.ts'
import { keyedFor } from './ground/keyed.ts'
import { createSignIn } from './ground/sign-in.ts'
import { createTokens } from './ground/tokens.ts'

/** The tables of the ground: people, apps, tokens, keys. */
export const ground = (dialect: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const keyed = keyedFor(dialect)
    await createDirectory(db)
    await createSignIn(db, keyed)
    await createTokens(db, keyed)
  },
})
