/** What is switched on and off of an app. Each says whether anything changed, and is audited if it did. */
import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { RegisteredApp } from './app.ts'
import { appEvent, type Doing } from './app-event.ts'

export type AppStatus = 'suspended' | 'published' | 'verified' | 'acts_as_users'

export interface SetAppStatusPorts {
  readonly apps: {
    /** Together with the event; false, and neither is done, if the app was so before. */
    setStatus(id: string, status: AppStatus, is: boolean, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface SetAppStatusInput extends Doing {
  readonly app: Pick<RegisteredApp, 'id' | 'client'>
}

const actions = {
  suspended: ['app.suspended', 'app.reinstated'],
  published: ['app.published', 'app.unpublished'],
  verified: ['app.verified', 'app.unverified'],
  acts_as_users: ['app.let_act_as_users', 'app.kept_from_acting_as_users'],
} as const satisfies Record<AppStatus, readonly [string, string]>

const verb =
  (status: AppStatus, is: boolean) =>
  ({ app, ...doing }: SetAppStatusInput, { apps, clock }: SetAppStatusPorts): Promise<boolean> => {
    const event = appEvent(actions[status][is ? 0 : 1], app.id, doing, clock, {
      clientId: app.client.clientId,
    })
    return apps.setStatus(app.id, status, is, clock.now(), event)
  }

export type SetAppStatus = ReturnType<typeof verb>

/** Stops an app: its tokens are worth nothing until it is reinstated. For operators. */
export const suspendApp = verb('suspended', true)
export const reinstateApp = verb('suspended', false)

/** Lets others than those who manage it use the app. */
export const publishApp = verb('published', true)
/** Makes it a draft again: nobody else begins to use it, and who does goes on. */
export const unpublishApp = verb('published', false)

/** Says that the platform knows who publishes the app. For operators. */
export const verifyPublisher = verb('verified', true)
export const unverifyPublisher = verb('verified', false)

/** Lets the app act as users who did not consent to it (`actAsUserId`). For operators. */
export const letActAsUsers = verb('acts_as_users', true)
export const keepFromActingAsUsers = verb('acts_as_users', false)
