import type { Clock } from '../../protocol/clock.ts'

/** Told to the minute: so often a secret's use is written at most. Seconds. */
export const secretUseGrain = 60

export interface SecretUsePorts {
  readonly secrets: {
    /** Keeps the later of what is there and what is given, of each. */
    recordSecretUses(uses: readonly { readonly secretId: string; readonly at: number }[]): Promise<void>
  }
  readonly clock: Clock
}

export interface SecretUses {
  /** Returns at once: somebody authenticated with the secret. */
  used(secretId: string): void
  /** Writes what is not written yet. */
  flush(): Promise<void>
}

/** When secrets were last used, so that people see which one they can revoke. */
export const createSecretUses = ({ secrets, clock }: SecretUsePorts): SecretUses => {
  const remembered = 10_000
  const writtenAt = new Map<string, number>()
  let waiting = new Map<string, number>()
  return {
    used(secretId) {
      const now = clock.now()
      if (now - (writtenAt.get(secretId) ?? 0) < secretUseGrain) return
      if (writtenAt.size >= remembered) writtenAt.clear()
      writtenAt.set(secretId, now)
      waiting.set(secretId, now)
    },
    async flush() {
      if (waiting.size === 0) return
      const uses = [...waiting].map(([secretId, at]) => ({ secretId, at }))
      waiting = new Map()
      try {
        await secrets.recordSecretUses(uses)
      } catch (error) {
        for (const { secretId } of uses) writtenAt.delete(secretId)
        throw error
      }
    },
  }
}
