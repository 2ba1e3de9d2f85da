import type { TestServer } from 'mandate-testkit'
import { addClientSecret, revokeClientSecret } from '../../src/platform/apps/client-secrets.ts'
import { suspendApp } from '../../src/platform/apps/set-app-status.ts'
import { createAppAdministration } from '../../src/store/app-administration.ts'
import { createAppStore } from '../../src/store/apps.ts'

/** What an operator does while the server runs. */
export const operatorOf = ({ database, clock }: TestServer) => {
  const ports = { apps: createAppAdministration(database), clock, prefixes: { clientSecret: 'mcs_' } }
  const doing = { actor: { type: 'operator' }, origin: {} } as const
  const getApp = async (clientId: string) => {
    const [app] = await createAppStore(database).findApps([clientId])
    if (!app) throw new Error(`${clientId} is not registered`)
    return app
  }
  return {
    suspend: async (clientId: string) => suspendApp({ ...doing, app: await getApp(clientId) }, ports),
    /** `lifetime` in seconds. */
    async addSecret(clientId: string, lifetime?: number) {
      const app = await getApp(clientId)
      const added = await addClientSecret({ ...doing, app, name: 'another', lifetime }, ports)
      if (added.outcome !== 'added') throw new Error(`no secret was added: ${added.outcome}`)
      return added
    },
    async revokeSecret(clientId: string, secretId: string) {
      const app = await getApp(clientId)
      const secret = app.client.secrets.find(({ id }) => id === secretId)
      if (!secret) throw new Error(`${clientId} has no secret ${secretId}`)
      await revokeClientSecret({ ...doing, app, secret }, ports)
    },
  }
}
