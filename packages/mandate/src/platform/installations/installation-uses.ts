import type { Clock } from '../../protocol/clock.ts'

export interface InstallationUsePorts {
  readonly installations: {
    /** Never sets a time back. */
    recordUses(uses: readonly { readonly installationId: string; readonly at: number }[]): Promise<void>
  }
  readonly clock: Clock
}

export interface InstallationUses {
  /** A token of the installation was used. Costs nothing: it is written later. */
  used(installationId: string): void
  /** Writes what has gathered. */
  flush(): Promise<void>
}

/** An installation's last use is written once in so many seconds, at most. */
const atMostEvery = 60
/** Beyond so many, those that were written are forgotten: some are then written sooner. */
const remembered = 10_000

/** When installations were last used, written without any request waiting for it. */
export const createInstallationUses = ({ installations, clock }: InstallationUsePorts): InstallationUses => {
  const writtenAt = new Map<string, number>()
  let waiting = new Map<string, number>()
  return {
    used(installationId) {
      const now = clock.now()
      const last = writtenAt.get(installationId)
      if (last !== undefined && now - last < atMostEvery) return
      if (writtenAt.size >= remembered) writtenAt.clear()
      writtenAt.set(installationId, now)
      waiting.set(installationId, now)
    },
    async flush() {
      if (waiting.size === 0) return
      const uses = [...waiting].map(([installationId, at]) => ({ installationId, at }))
      waiting = new Map()
      try {
        await installations.recordUses(uses)
      } catch (error) {
        for (const { installationId } of uses) writtenAt.delete(installationId)
        throw error
      }
    },
  }
}
