import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import { appEvent, type Doing, userIdOf } from '../apps/app-event.ts'
import { clientValuesOf, descriptionOf } from '../apps/app-values.ts'
import { type JudgeManifestPorts, judgeManifest } from '../apps/judge-manifest.ts'
import type { NewApp, OwnerRef } from '../apps/register-app.ts'
import { type AuditEvent, auditEvent } from '../audit/record.ts'
import type { Problem } from '../input/problems.ts'
import type { Mails } from '../mail/mails.ts'
import { emailKey } from '../users/email.ts'
import type { User } from '../users/user.ts'
import {
  pickUpLifetime,
  pickUpPrefix,
  type RegistrationDecision,
  type RegistrationRequest,
} from './registration-request.ts'
import { requestEvent } from './request-event.ts'

export interface DecideRequestPorts extends JudgeManifestPorts {
  readonly registrationRequests: {
    /** One that waits for a decision. */
    findPending(id: string, now: number): Promise<RegistrationRequest | undefined>
    /** The app, with its owner if they are new, the decision and the events, as one. False if it was decided before. */
    approve(approval: Approval): Promise<boolean>
    decline(id: string, decision: RegistrationDecision, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly users: { findByEmail(emailKey: string): Promise<User | undefined> }
  readonly mails: Pick<Mails, 'registrationApproved' | 'registrationDeclined'>
  readonly prefixes: { readonly clientId: string }
  readonly clock: Clock
}

export interface Approval {
  readonly requestId: string
  readonly decision: RegistrationDecision
  readonly pickUpHash: string
  readonly expiresAt: number
  readonly app: NewApp
  /** Somebody without an account, who gets one: they own the app. */
  readonly newUser: User | undefined
  readonly now: number
  readonly events: readonly AuditEvent[]
}

export interface DecideRequestInput extends Doing {
  readonly requestId: string
  /** For who asked; it goes out by mail. */
  readonly note?: string | undefined
}

export type ApproveRequestOutcome =
  | {
      readonly outcome: 'approved'
      readonly appId: string
      readonly clientId: string
      /** In the mail, too. Whoever holds it picks the credentials up. */
      readonly pickUpToken: string
    }
  /** Unknown, expired, or decided before. */
  | { readonly outcome: 'not_pending' }
  /** What it asked for cannot be registered any more. */
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }
  /** The account of that address is closed, or nobody has proved that it is theirs: name an owner. */
  | { readonly outcome: 'owner_disabled' | 'owner_unverified' }

const newUserFor = (email: string, now: number): User => ({
  id: newId('usr'),
  email,
  emailVerifiedAt: undefined,
  name: undefined,
  profile: {},
  disabledAt: undefined,
  createdAt: now,
  updatedAt: now,
})

/**
 * Registers the app that somebody asked for, as a draft, and mails to the address how to pick its credentials up. Only
 * that proves that the address is theirs, and publishes the app. It belongs to `owner`, or to the account of that
 * address, which is made if there is none.
 */
export const approveRegistrationRequest = async (
  { requestId, note, owner, ...doing }: DecideRequestInput & { readonly owner?: OwnerRef | undefined },
  ports: DecideRequestPorts,
): Promise<ApproveRequestOutcome> => {
  const { registrationRequests, users, mails, prefixes, clock } = ports
  const now = clock.now()
  const request = await registrationRequests.findPending(requestId, now)
  if (!request) return { outcome: 'not_pending' }
  const judged = await judgeManifest(request.manifest, { actor: doing.actor, stored: undefined }, ports)
  if (!judged.ok) return { outcome: 'invalid', problems: judged.problems }
  const known = owner ? undefined : await users.findByEmail(emailKey(request.email))
  if (known?.disabledAt !== undefined) return { outcome: 'owner_disabled' }
  if (known && known.emailVerifiedAt === undefined) return { outcome: 'owner_unverified' }
  const newUser = owner || known ? undefined : newUserFor(request.email, now)
  const ownerUserId = owner?.kind === 'user' ? owner.id : (known?.id ?? newUser?.id)
  const appId = newId('app')
  const clientId = newId(prefixes.clientId.replace(/_$/, ''))
  const token = newToken(pickUpPrefix)
  const approved = await registrationRequests.approve({
    requestId,
    decision: { decision: 'approved', decidedAt: now, decidedBy: userIdOf(doing), note, appId },
    pickUpHash: hashToken(token),
    expiresAt: now + pickUpLifetime,
    app: {
      id: appId,
      app: {
        ...descriptionOf(judged.manifest),
        ownerOrganizationId: owner?.kind === 'organization' ? owner.id : undefined,
        ownerUserId: owner?.kind === 'organization' ? undefined : ownerUserId,
        verifiedAt: undefined,
        publishedAt: undefined,
        actsAsUsers: false,
      },
      client: { ...clientValuesOf(judged.manifest), id: newId('cli'), clientId },
      secret: undefined,
    },
    newUser,
    now,
    events: [
      requestEvent('registration_request.approved', requestId, doing, clock, appId),
      appEvent('app.registered', appId, doing, clock, { clientId }),
      ...(newUser
        ? [
            auditEvent(
              { action: 'user.created', ...doing, subject: { type: 'user', id: newUser.id } },
              { clock },
            ),
          ]
        : []),
    ],
  })
  if (!approved) return { outcome: 'not_pending' }
  mails.registrationApproved(request.email, token, note)
  return { outcome: 'approved', appId, clientId, pickUpToken: token }
}

/** Declines a request, and mails it. False if it was unknown, expired, or decided before. */
export const declineRegistrationRequest = async (
  { requestId, note, ...doing }: DecideRequestInput,
  { registrationRequests, mails, clock }: DecideRequestPorts,
): Promise<boolean> => {
  const now = clock.now()
  const request = await registrationRequests.findPending(requestId, now)
  if (!request) return false
  const decision = {
    decision: 'declined',
    decidedAt: now,
    decidedBy: userIdOf(doing),
    note,
    appId: undefined,
  } as const
  const event = requestEvent('registration_request.declined', requestId, doing, clock)
  if (!(await registrationRequests.decline(requestId, decision, now, event))) return false
  mails.registrationDeclined(request.email, note)
  return true
}
