import type { Installation } from './installation.ts'

/** How the verbs find what they are about. */
export interface FindInstallationPorts {
  readonly installations: {
    /** Also one that was removed. */
    findInstallation(id: string): Promise<Installation | undefined>
  }
}
