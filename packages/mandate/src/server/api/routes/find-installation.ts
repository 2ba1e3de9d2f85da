import {
  describeInstallation,
  type ListedInstallation,
  type ListInstallationsPorts,
} from '../../../platform/installations/list-installations.ts'
import type { Found } from '../route.ts'
import { type FindAppPorts, subjectOfApp } from './find-app.ts'

export type FindInstallationRoutePorts = ListInstallationsPorts & FindAppPorts

export const findInstallation = async (
  { installationId }: { readonly installationId: string },
  ports: FindInstallationRoutePorts,
): Promise<Found<ListedInstallation> | undefined> => {
  const thing = await describeInstallation(installationId, ports)
  const app = thing && (await ports.apps.findApp(thing.appId))
  if (!app) return undefined
  const { organizationId } = thing
  return { thing, subject: { ...subjectOfApp(app), organizationId, installationId } }
}
