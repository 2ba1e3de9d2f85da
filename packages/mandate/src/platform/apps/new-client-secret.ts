import { hashArgon2id } from '../../protocol/argon2id.ts'
import { newId } from '../../protocol/identifiers.ts'
import { hashToken, isWellFormed, newToken } from '../../protocol/tokens/format.ts'

/** A client secret as it is stored. */
export interface NewSecret {
  readonly id: string
  /** Of the client. */
  readonly clientId: string
  readonly algorithm: 'sha256' | 'argon2id'
  readonly hash: string
  readonly name: string
  /** To tell secrets apart; empty for one that somebody chose, of which nothing is kept. */
  readonly lastFour: string
  readonly expiresAt: number | undefined
  /** The id of the user who made it. */
  readonly createdBy: string | undefined
}

interface SecretOwner {
  readonly clientId: string
  readonly name: string
  readonly expiresAt?: number | undefined
  readonly createdBy?: string | undefined
}

const ours = (secret: string, { clientId, name, expiresAt, createdBy }: SecretOwner): NewSecret => ({
  id: newId('sec'),
  clientId,
  algorithm: 'sha256',
  hash: hashToken(secret),
  name,
  lastFour: secret.slice(-4),
  expiresAt,
  createdBy,
})

/** Draws a secret. The text is for the developer's eyes, once; only its hash is kept. */
export const drawClientSecret = (prefix: string, owner: SecretOwner): { text: string; stored: NewSecret } => {
  const text = newToken(prefix)
  return { text, stored: ours(text, owner) }
}

/** Keeps a secret that came from outside: one that nobody can guess by SHA-256, one that somebody chose by argon2id. */
export const keepClientSecret = async (
  text: string,
  prefix: string,
  owner: SecretOwner,
): Promise<NewSecret> => {
  if (isWellFormed(text, prefix)) return ours(text, owner)
  const hash = await hashArgon2id(text)
  return { ...ours(text, owner), algorithm: 'argon2id', hash, lastFour: '' }
}
