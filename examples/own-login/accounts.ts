import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** A person of the platform, and where they work. */
export interface Account {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly teams: readonly { readonly id: string; readonly name: string; readonly role: TeamRole }[]
}

export type TeamRole = 'owner' | 'admin' | 'member'

/** The platform's own people, with the platform's own passwords: Mandate never sees one. */
export interface Accounts {
  /** The account that an e-mail and a password open. */
  authenticate(email: string, password: string): Account | undefined
  /** Puts a person into teams, in place of those they are in. */
  setTeams(email: string, teams: Account['teams']): void
}

interface Kept {
  account: Account
  readonly salt: Buffer
  readonly hash: Buffer
}

const hashOf = (password: string, salt: Buffer): Buffer => scryptSync(password, salt, 32)

export const createAccounts = (people: readonly (Account & { readonly password: string })[]): Accounts => {
  const byEmail = new Map<string, Kept>(
    people.map(({ password, ...account }) => {
      const salt = randomBytes(16)
      return [account.email, { account, salt, hash: hashOf(password, salt) }]
    }),
  )
  return {
    authenticate(email, password) {
      const kept = byEmail.get(email)
      return kept && timingSafeEqual(hashOf(password, kept.salt), kept.hash) ? kept.account : undefined
    },
    setTeams(email, teams) {
      const kept = byEmail.get(email)
      if (kept) kept.account = { ...kept.account, teams }
    },
  }
}
