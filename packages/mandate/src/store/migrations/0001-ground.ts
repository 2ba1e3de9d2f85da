import type { Kysely } from 'kysely'
import type { Dialect } from '../statement.ts'
import { createAccess } from './ground/access.ts'
import { createAudit } from './ground/audit.ts'
import { createDirectory } from './ground/directory.ts'
import { createInstallations } from './ground/installations.ts'
import { keyedFor } from './ground/keyed.ts'
import { createSignIn } from './ground/sign-in.ts'
import { createTokens } from './ground/tokens.ts'

/** The tables of the ground: people, apps, tokens, keys, installations. */
export const ground = (dialect: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const keyed = keyedFor(dialect)
    await createDirectory(db)
    await createSignIn(db, keyed)
    await createTokens(db, keyed)
    await createInstallations(db)
    await createAccess(db, keyed)
    await createAudit(db, dialect)
  },
})
