import { hashArgon2id, verifyArgon2id } from '../../protocol/argon2id.ts'
import { newId } from '../../protocol/identifiers.ts'
import { normalizePassword } from '../users/password-policy.ts'
import { changedKeys, createEntry, updateEntry } from './plan.ts'
import type { Planned } from './plan-catalogue.ts'
import type { UserValues } from './state-change.ts'
import type { UserEntry } from './state-schema.ts'
import type { StoredUser } from './stored-state.ts'
import { claimsOf } from './user-claims.ts'

/** A time column that a flag of the state file sets or clears; a flag that is left out leaves it. */
const timeOf = (flag: boolean | undefined, stored: number | undefined, now: number): number | undefined =>
  flag === undefined ? stored : flag ? (stored ?? now) : undefined

const pick = <T extends object>(value: T, keys: readonly string[]): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key))) as Partial<T>

export interface PlannedUser extends Planned {
  readonly id: string
}

/** Keys that an entry leaves out stay as they are: people also change their own profile. */
export const planUser = async (
  entry: UserEntry,
  stored: StoredUser | undefined,
  now: number,
): Promise<PlannedUser> => {
  const password = entry.password === undefined ? undefined : normalizePassword(entry.password)
  const samePassword =
    password === undefined ||
    (stored?.passwordHash !== undefined && (await verifyArgon2id(stored.passwordHash, password)))
  const user: UserValues = {
    email: entry.email,
    name: entry.name ?? stored?.name,
    passwordHash: samePassword ? stored?.passwordHash : await hashArgon2id(password),
    emailVerifiedAt: timeOf(entry.emailVerified, stored?.emailVerifiedAt, now),
    disabledAt: timeOf(entry.disabled, stored?.disabledAt, now),
    claims: { ...stored?.claims, ...claimsOf(entry) },
  }
  if (!stored) {
    const id = newId('usr')
    const notes = password === undefined ? ['has no password yet'] : []
    return {
      id,
      changes: [{ kind: 'create_user', id, user }],
      entry: createEntry('user', entry.email, notes),
    }
  }
  const before: UserValues = {
    email: stored.email,
    name: stored.name,
    passwordHash: stored.passwordHash,
    emailVerifiedAt: stored.emailVerifiedAt,
    disabledAt: stored.disabledAt,
    claims: stored.claims,
  }
  const changed = changedKeys(before, user)
  const closed = stored.disabledAt === undefined && user.disabledAt !== undefined
  const names: Record<string, string> = {
    passwordHash: 'password',
    emailVerifiedAt: 'emailVerified',
    disabledAt: 'disabled',
    claims: 'profile',
  }
  return {
    id: stored.id,
    changes:
      changed.length > 0
        ? [
            {
              kind: 'update_user',
              id: stored.id,
              set: pick(user, changed),
              endSessions: closed || !samePassword,
            },
          ]
        : [],
    entry: updateEntry(
      'user',
      entry.email,
      changed.map((key) => names[key] ?? key),
    ),
  }
}
