import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import { appEvent, type Doing, userIdOf } from './app-event.ts'

export interface ManagerPorts {
  readonly apps: {
    /**
     * Together with the event. False if they managed it before, or are no user; with `among`, also if they are in no
     * organization with that one.
     */
    addManager(
      appId: string,
      manager: { readonly userId: string; readonly among: string | undefined },
      now: number,
      event: AuditEvent,
    ): Promise<boolean>
    /** Together with the event. False if they did not manage it. */
    removeManager(appId: string, userId: string, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface ManagerInput extends Doing {
  readonly appId: string
  readonly userId: string
}

/**
 * Lets a user look after an app: all of it but to delete it, to hand it over, and to choose its managers. A person names
 * somebody with whom they share an organization: to apps, people are known by their ids, and a list of managers tells
 * names and addresses, which only the people themselves tell an app.
 */
export const addManager = (
  { appId, userId, ...doing }: ManagerInput,
  { apps, clock }: ManagerPorts,
): Promise<boolean> => {
  const manager = { userId, among: userIdOf(doing) }
  const event = appEvent('app.manager_added', appId, doing, clock, { userId })
  return apps.addManager(appId, manager, clock.now(), event)
}

export const removeManager = (
  { appId, userId, ...doing }: ManagerInput,
  { apps, clock }: ManagerPorts,
): Promise<boolean> =>
  apps.removeManager(appId, userId, appEvent('app.manager_removed', appId, doing, clock, { userId }))
