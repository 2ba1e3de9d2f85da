import { type CreatedKey, type CreateKeyPorts, createKey, type TooManyKeys } from './create-key.ts'
import type { Doing } from './key-event.ts'

export interface CreateOperatorKeyInput extends Doing {
  readonly name: string
  /** Seconds from now; undefined: it does not expire. */
  readonly lifetime?: number | undefined
}

/** Makes a key that may do everything at the management API. */
export const createOperatorKey = (
  { name, lifetime, actor, origin }: CreateOperatorKeyInput,
  ports: CreateKeyPorts,
): Promise<CreatedKey | TooManyKeys> =>
  createKey(
    {
      kind: 'operator',
      name,
      userId: undefined,
      organizationId: undefined,
      scopes: [],
      createdBy: undefined,
      expiresAt: lifetime === undefined ? undefined : ports.clock.now() + lifetime,
    },
    { actor, origin },
    ports,
  )
