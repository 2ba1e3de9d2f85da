import type { Clock } from '../../protocol/clock.ts'
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import { appEvent, secretEvent } from '../apps/app-event.ts'
import { drawClientSecret, type NewSecret } from '../apps/new-client-secret.ts'
import type { AuditEvent, RequestOrigin } from '../audit/record.ts'
import { pickUpPrefix } from './registration-request.ts'
import { requestEvent } from './request-event.ts'

/** Credentials that wait to be picked up. */
export interface WaitingCredentials {
  readonly requestId: string
  readonly appId: string
  readonly appName: string
  /** Our id of the client. */
  readonly internalClientId: string
  readonly clientId: string
  readonly type: 'confidential' | 'public'
  /** The address to which the token went. */
  readonly email: string
}

export interface PickUpPorts {
  readonly registrationRequests: {
    findWaiting(pickUpHash: string, now: number): Promise<WaitingCredentials | undefined>
    /**
     * Uses the token up, and as one with it stores the secret, publishes the app and takes the address for proved. False
     * for all callers but one.
     */
    pickUp(
      pickUpHash: string,
      waiting: WaitingCredentials,
      secret: NewSecret | undefined,
      now: number,
      events: readonly AuditEvent[],
    ): Promise<boolean>
  }
  readonly prefixes: { readonly clientSecret: string }
  readonly clock: Clock
}

export type PickUpOutcome =
  | {
      readonly outcome: 'picked_up'
      readonly appId: string
      readonly appName: string
      readonly clientId: string
      /** Made now, to be shown once; undefined for a public app. */
      readonly clientSecret: string | undefined
    }
  /** Unknown, expired, or used before. */
  | { readonly outcome: 'not_waiting' }

const actor = { type: 'system' } as const

/** What would be picked up with a token, without using it up; undefined for one that is unknown, expired or used. */
export const findWaitingCredentials = async (
  token: string,
  { registrationRequests, clock }: PickUpPorts,
): Promise<WaitingCredentials | undefined> =>
  isWellFormed(token, pickUpPrefix)
    ? registrationRequests.findWaiting(hashToken(token), clock.now())
    : undefined

/** Hands the credentials out, once. */
export const pickUpCredentials = async (
  { token, origin }: { readonly token: string; readonly origin: RequestOrigin },
  ports: PickUpPorts,
): Promise<PickUpOutcome> => {
  const { registrationRequests, prefixes, clock } = ports
  const waiting = await findWaitingCredentials(token, ports)
  if (!waiting) return { outcome: 'not_waiting' }
  const { appId, appName, clientId, type, requestId } = waiting
  const drawn =
    type === 'confidential'
      ? drawClientSecret(prefixes.clientSecret, { clientId: waiting.internalClientId, name: 'first secret' })
      : undefined
  const doing = { actor, origin }
  const events = [
    requestEvent('registration_request.picked_up', requestId, doing, clock, appId),
    appEvent('app.published', appId, doing, clock, { clientId }),
    ...(drawn ? [secretEvent('secret.added', appId, drawn.stored.id, doing, clock)] : []),
  ]
  const isMine = await registrationRequests.pickUp(
    hashToken(token),
    waiting,
    drawn?.stored,
    clock.now(),
    events,
  )
  return isMine
    ? { outcome: 'picked_up', appId, appName, clientId, clientSecret: drawn?.text }
    : { outcome: 'not_waiting' }
}
