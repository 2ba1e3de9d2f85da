/** An operator says that an account here and one of another login are the same person's: nothing else links the two. */
import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

/** By which subject another login knows a user. */
export interface ExternalIdentity {
  /** `hand_off`, or the name of an upstream provider. */
  readonly source: string
  readonly subject: string
  readonly createdAt: number
}

export interface LinkIdentityPorts {
  readonly identities: {
    listIdentities(userId: string): Promise<readonly ExternalIdentity[]>
    /**
     * Takes the place of what the source called the user before; with the event, as one. False if the subject is another
     * user's.
     */
    link(
      userId: string,
      identity: Pick<ExternalIdentity, 'source' | 'subject'>,
      now: number,
      event: AuditEvent,
    ): Promise<boolean>
    /** False if there is none. */
    unlink(userId: string, source: string, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

interface Doing {
  readonly userId: string
  readonly source: string
  readonly actor: Actor
  readonly origin: RequestOrigin
}

const eventOf = (
  action: 'identity.linked' | 'identity.unlinked',
  { userId, source, actor, origin }: Doing,
  { clock }: LinkIdentityPorts,
): AuditEvent =>
  auditEvent({ action, actor, subject: { type: 'user', id: userId }, origin, data: { source } }, { clock })

/** From now on this subject signs in as this user. False if it signs in as another one. */
export const linkIdentity = (
  { subject, ...doing }: Doing & { readonly subject: string },
  ports: LinkIdentityPorts,
): Promise<boolean> => {
  const identity = { source: doing.source, subject }
  const event = eventOf('identity.linked', doing, ports)
  return ports.identities.link(doing.userId, identity, ports.clock.now(), event)
}

/** From now on nobody of that login signs in as this user. Sessions go on. False if nobody did. */
export const unlinkIdentity = (doing: Doing, ports: LinkIdentityPorts): Promise<boolean> =>
  ports.identities.unlink(doing.userId, doing.source, eventOf('identity.unlinked', doing, ports))
