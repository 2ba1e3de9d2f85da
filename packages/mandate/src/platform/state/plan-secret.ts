import { timingSafeEqual } from 'node:crypto'
import { verifyArgon2id } from '../../protocol/argon2id.ts'
import { hashToken } from '../../protocol/tokens/format.ts'
import { keepClientSecret } from '../apps/new-client-secret.ts'
import type { AppEntry } from './app-schema.ts'
import type { StateChange } from './state-change.ts'
import type { StoredApp } from './stored-state.ts'

export interface PlanContext {
  readonly now: number
  /** By which a secret of our own making is known. */
  readonly secretPrefix: string
}

/** The name of a secret that a state file named. */
export const stateFileSecret = 'state file'

const isLiveSecret = async (stored: StoredApp, text: string, now: number): Promise<boolean> => {
  const digest = Buffer.from(hashToken(text))
  for (const { id, algorithm, expiresAt } of stored.client.secrets) {
    const hash = stored.secretHashes.get(id)
    if (hash === undefined || (expiresAt !== undefined && expiresAt <= now)) continue
    if (algorithm === 'argon2id') {
      if (await verifyArgon2id(hash, text)) return true
    } else {
      const known = Buffer.from(hash)
      if (known.length === digest.length && timingSafeEqual(known, digest)) return true
    }
  }
  return false
}

/**
 * The secret that the file names takes the place of the one that a file named before; those that were added otherwise
 * stay. A secret that is live already is known again and left alone.
 */
export const planSecret = async (
  entry: AppEntry,
  stored: StoredApp | undefined,
  { appId, clientId }: { readonly appId: string; readonly clientId: string },
  { now, secretPrefix }: PlanContext,
): Promise<{ changes: readonly StateChange[]; notes: readonly string[] }> => {
  const live = stored?.client.secrets ?? []
  if (entry.type === 'public') {
    return { changes: live.map(({ id }) => ({ kind: 'revoke_secret', appId, id })), notes: [] }
  }
  const { clientSecret } = entry
  if (clientSecret === undefined) {
    const notes = live.length > 0 ? [] : [`has no secret yet: mandate app secret ${entry.clientId} makes one`]
    return { changes: [], notes }
  }
  if (stored && (await isLiveSecret(stored, clientSecret, now))) return { changes: [], notes: [] }
  const replaced = live.filter((secret) => secret.name === stateFileSecret)
  const secret = await keepClientSecret(clientSecret, secretPrefix, { clientId, name: stateFileSecret })
  return {
    changes: [
      ...replaced.map(({ id }): StateChange => ({ kind: 'revoke_secret', appId, id })),
      { kind: 'add_secret', appId, secret },
    ],
    notes: [],
  }
}
