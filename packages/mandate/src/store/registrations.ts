import type { CompleteRegistrationPorts } from '../platform/users/complete-registration.ts'
import { emailKey } from '../platform/users/email.ts'
import type { RegisterPorts } from '../platform/users/register.ts'
import { auditStep } from './audit-events.ts'
import { type Database, step } from './database.ts'
import { statement } from './statement.ts'
import { insertUser } from './users.ts'

interface Row {
  hash: string
  id: string
  email: string
  email_key: string
  name: string | null
  password_hash: string
  sealed_return_path: string | null
  created_at: number
  expires_at: number
}

const insert = statement((db, p: Row) =>
  db.insertInto('registrations').values({
    hash: p.hash,
    id: p.id,
    email: p.email,
    email_key: p.email_key,
    name: p.name,
    password_hash: p.password_hash,
    sealed_return_path: p.sealed_return_path,
    created_at: p.created_at,
    expires_at: p.expires_at,
  }),
)

const find = statement<{ hash: string; now: number }, Row>((db, p) =>
  db.selectFrom('registrations').selectAll().where('hash', '=', p.hash).where('expires_at', '>', p.now),
)

/** The one statement that uses a registration: of any number of callers it removes a row for one. */
const consume = statement((db, p: { hash: string; now: number }) =>
  db.deleteFrom('registrations').where('hash', '=', p.hash).where('expires_at', '>', p.now),
)

const removeOfAddress = statement((db, p: { emailKey: string }) =>
  db.deleteFrom('registrations').where('email_key', '=', p.emailKey),
)

export type RegistrationStore = RegisterPorts['registrations'] & CompleteRegistrationPorts['registrations']

/** What people chose who have yet to show that they get the address's mail. */
export const createRegistrationStore = (database: Database): RegistrationStore => ({
  async insert(registration, event) {
    const row: Row = {
      hash: registration.hash,
      id: registration.id,
      email: registration.email,
      email_key: emailKey(registration.email),
      name: registration.name ?? null,
      password_hash: registration.passwordHash,
      sealed_return_path: registration.sealedReturnPath ?? null,
      created_at: registration.createdAt,
      expires_at: registration.expiresAt,
    }
    await database.write([step(insert, row, 1), auditStep(event)])
  },
  async find(hash, now) {
    const row = await database.one(find, { hash, now })
    return (
      row && {
        id: row.id,
        hash: row.hash,
        email: row.email,
        name: row.name ?? undefined,
        passwordHash: row.password_hash,
        sealedReturnPath: row.sealed_return_path ?? undefined,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }
    )
  },
  async complete({ hash, email, passwordHash }, user, now, event) {
    const outcome = await database.write([
      step(consume, { hash, now }, 1),
      insertUser(user, passwordHash),
      step(removeOfAddress, { emailKey: emailKey(email) }),
      auditStep(event),
    ])
    if (outcome.committed) return 'completed'
    return outcome.conflict ? 'taken' : 'expired'
  },
})
