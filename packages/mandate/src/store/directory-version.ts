import type { DatabaseSync } from 'node:sqlite'

/** Counts what may have changed who is registered, and how: a number that stays as long as nothing has. */
export interface DirectoryVersion {
  current(): number
  /** To be told every statement that this connection executes. */
  executed(sql: string): void
}

/** Reads, and writes to the tables of tokens and attempts. No trigger watches those, and nothing refers to them. */
const leavesDirectory =
  /^(select|(insert into|update|delete from) "(access_tokens|refresh_tokens|revoked_tokens|token_families|authorization_codes|attempts)") /

/**
 * For what is read at every request and hardly ever changes: whoever keeps a value together with the version that it was
 * read under, may use it while that is the current one. Of this connection, any statement counts that is not known to
 * leave the directory alone. `data_version` tells, under the same lock that reading the value would take, whether another
 * connection committed anything, in this process or another.
 */
export const createDirectoryVersion = (connection: DatabaseSync): DirectoryVersion => {
  const read = connection.prepare('pragma data_version')
  read.setReturnArrays(true)
  const others = (): unknown => (read.get() as unknown as unknown[])[0]
  let version = 0
  let seen = others()
  return {
    current() {
      const now = others()
      if (now !== seen) {
        seen = now
        version++
      }
      return version
    },
    executed(sql) {
      if (!leavesDirectory.test(sql)) version++
    },
  }
}
