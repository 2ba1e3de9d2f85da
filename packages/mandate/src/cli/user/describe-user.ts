import type { StoredUser } from '../../platform/state/stored-state.ts'

/** A user as `--json` prints them: never the password's hash. */
export const describeUser = (user: StoredUser): object => ({
  id: user.id,
  email: user.email,
  name: user.name ?? null,
  emailVerified: user.emailVerifiedAt !== undefined,
  disabled: user.disabledAt !== undefined,
  hasPassword: user.passwordHash !== undefined,
})
