/**
 * An app goes from one owner to another: the one offers it, the other accepts. What was said of the app because of its
 * owner does not go with it: it is no longer verified, nor the platform's own, nor allowed to act as users, and nobody
 * manages it beside the new owner. Remembered consents ask again, since the owner is part of what people consented to.
 */
import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { RegisteredApp } from './app.ts'
import { appEvent, type Doing, userIdOf } from './app-event.ts'
import type { OwnerRef } from './register-app.ts'

/** An offer stands for a week. Seconds. */
export const transferLifetime = 7 * 86_400

export interface AppTransfer {
  readonly appId: string
  readonly to: OwnerRef
  /** The id of the user who offered it; undefined for an operator. */
  readonly offeredBy: string | undefined
  readonly createdAt: number
  readonly expiresAt: number
}

export interface TransferPorts {
  readonly apps: {
    /** Takes the place of an offer that there was. False if the app is no longer the owner's who offers it. */
    offerTransfer(transfer: AppTransfer, from: OwnerRef | undefined, event: AuditEvent): Promise<boolean>
    /** False if there was none. */
    withdrawTransfer(appId: string, event: AuditEvent): Promise<boolean>
    /** Uses the offer up and changes the owner, as one. False if there is no such offer, or no longer. */
    acceptTransfer(appId: string, to: OwnerRef, now: number, event: AuditEvent): Promise<boolean>
    /** An offer that stands. */
    findTransfer(appId: string, now: number): Promise<AppTransfer | undefined>
  }
  readonly clock: Clock
}

const refOf = ({ owner }: RegisteredApp): OwnerRef | undefined => owner && { kind: owner.kind, id: owner.id }

const isSame = (one: OwnerRef | undefined, other: OwnerRef): boolean =>
  one?.kind === other.kind && one.id === other.id

/** Offers an app to somebody else. Whether the actor speaks for its owner is asked before (`app.transfer`). */
export const offerTransfer = async (
  { app, to, ...doing }: Doing & { readonly app: RegisteredApp; readonly to: OwnerRef },
  { apps, clock }: TransferPorts,
): Promise<'offered' | 'same_owner' | 'changed_meanwhile'> => {
  const from = refOf(app)
  if (isSame(from, to)) return 'same_owner'
  const now = clock.now()
  const transfer: AppTransfer = {
    appId: app.id,
    to,
    offeredBy: userIdOf(doing),
    createdAt: now,
    expiresAt: now + transferLifetime,
  }
  const event = appEvent('app.transfer_offered', app.id, doing, clock, { to: to.id })
  return (await apps.offerTransfer(transfer, from, event)) ? 'offered' : 'changed_meanwhile'
}

/** Takes an offer back, or declines it. False if there was none. */
export const withdrawTransfer = (
  { appId, ...doing }: Doing & { readonly appId: string },
  { apps, clock }: TransferPorts,
): Promise<boolean> => apps.withdrawTransfer(appId, appEvent('app.transfer_withdrawn', appId, doing, clock))

/** Takes an app over. Whether the actor speaks for `to` is asked before (`app.receive`). False if it is not offered. */
export const acceptTransfer = (
  { app, to, ...doing }: Doing & { readonly app: RegisteredApp; readonly to: OwnerRef },
  { apps, clock }: TransferPorts,
): Promise<boolean> => {
  const from = app.owner?.id
  const event = appEvent('app.transferred', app.id, doing, clock, { ...(from && { from }), to: to.id })
  return apps.acceptTransfer(app.id, to, clock.now(), event)
}
