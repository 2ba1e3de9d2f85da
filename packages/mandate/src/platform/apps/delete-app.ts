import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { RegisteredApp } from './app.ts'
import { appEvent, type Doing } from './app-event.ts'

export interface DeleteAppPorts {
  readonly apps: {
    /** With every token, code, consent, installation and attempt of it, as one. Says whether there was one. */
    deleteApp(id: string, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

/** Removes an app and everything that it was given. Cannot be undone. */
export const deleteApp = (
  { app, ...doing }: Doing & { readonly app: RegisteredApp },
  { apps, clock }: DeleteAppPorts,
): Promise<boolean> => {
  const data = { clientId: app.client.clientId, name: app.name, ...(app.owner && { owner: app.owner.id }) }
  return apps.deleteApp(app.id, appEvent('app.deleted', app.id, doing, clock, data))
}
