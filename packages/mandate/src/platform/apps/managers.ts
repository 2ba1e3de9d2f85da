import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import { appEvent, type Doing } from './app-event.ts'

export interface ManagerPorts {
  readonly apps: {
    /** Together with the event. False if they managed it before, or are no user. */
    addManager(appId: string, userId: string, now: number, event: AuditEvent): Promise<boolean>
    /** Together with the event. False if they did not manage it. */
    removeManager(appId: string, userId: string, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface ManagerInput extends Doing {
  readonly appId: string
  readonly userId: string
}

/** Lets a user look after an app: all of it but to delete it, to hand it over, and to choose its managers. */
export const addManager = (
  { appId, userId, ...doing }: ManagerInput,
  { apps, clock }: ManagerPorts,
): Promise<boolean> =>
  apps.addManager(appId, userId, clock.now(), appEvent('app.manager_added', appId, doing, clock, { userId }))

export const removeManager = (
  { appId, userId, ...doing }: ManagerInput,
  { apps, clock }: ManagerPorts,
): Promise<boolean> =>
  apps.removeManager(appId, userId, appEvent('app.manager_removed', appId, doing, clock, { userId }))
