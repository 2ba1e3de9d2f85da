import type { TestServer } from 'mandate-testkit'
import { addClientSecret, revokeClientSecret, suspendApp } from '../../src/platform/apps/administer-app.ts'
import { createAppAdministration } from '../../src/store/app-administration.ts'
import { createAppStore } from '../../src/store/apps.ts'

/** What an operator does while the server runs. */
export const operatorOf = ({ database, clock }: TestServer) => {
  const ports = { apps: createAppAdministration(database), clock, actor: { type: 'operator' } as const }
  const getApp = async (clientId: string) => {
    const [app] = await createAppStore(database).findApps([clientId])
    if (!app) throw new Error(`${clientId} is not registered`)
    return app
  }
  return {
    suspend: async (clientId: string) => suspendApp(await getApp(clientId), ports),
    /** `lifetime` in seconds. */
    addSecret: async (clientId: string, lifetime?: number) =>
      addClientSecret(
        await getApp(clientId),
        { prefix: 'mcs_', name: 'another', lifetime, revokeOthers: false },
        ports,
      ),
    async revokeSecret(clientId: string, secretId: string) {
      const secret = (await getApp(clientId)).client.secrets.find(({ id }) => id === secretId)
      if (!secret) throw new Error(`${clientId} has no secret ${secretId}`)
      await revokeClientSecret(secret, ports)
    },
  }
}
