import type { Installation } from './installation.ts'

export interface FindInstallationPorts {
  readonly installations: {
    /** Also one that was removed. */
    findInstallation(id: string): Promise<Installation | undefined>
  }
}

export const findInstallation = (
  id: string,
  { installations }: FindInstallationPorts,
): Promise<Installation | undefined> => installations.findInstallation(id)
