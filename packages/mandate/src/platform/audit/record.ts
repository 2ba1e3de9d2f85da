import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import type { Actor } from '../actor.ts'

/** What an audit event can tell. Past tense, named after its subject. */
export type AuditAction =
  | 'user.registration_requested'
  | 'user.registration_repeated'
  | 'user.registered'
  | 'user.created'
  | 'user.updated'
  | 'user.disabled'
  | 'user.reinstated'
  | 'user.email_verified'
  | 'user.signed_in'
  | 'user.sign_in_failed'
  | 'login_challenge.rejected'
  | 'identity.linked'
  | 'identity.unlinked'
  | 'session.revoked'
  | 'session.all_revoked'
  | 'password.reset_requested'
  | 'password.reset'
  | 'password.changed'
  | 'password.set'
  | 'grant.created'
  | 'grant.revoked'
  | 'token.revoked'
  | 'organization.created'
  | 'organization.updated'
  | 'organization.policy_changed'
  | 'organization.deleted'
  | 'membership.changed'
  | 'membership.removed'
  | 'invitation.created'
  | 'invitation.revoked'
  | 'invitation.accepted'
  | 'app_rule.changed'
  | 'scope.created'
  | 'scope.changed'
  | 'scope.deleted'
  | 'resource.changed'
  | 'resource.deleted'
  | 'app.registered'
  | 'app.updated'
  | 'app.suspended'
  | 'app.reinstated'
  | 'app.deleted'
  | 'app.published'
  | 'app.unpublished'
  | 'app.verified'
  | 'app.unverified'
  | 'app.let_act_as_users'
  | 'app.kept_from_acting_as_users'
  | 'app.manager_added'
  | 'app.manager_removed'
  | 'app.transfer_offered'
  | 'app.transfer_withdrawn'
  | 'app.transferred'
  | 'secret.added'
  | 'secret.revoked'
  | 'registration_request.filed'
  | 'registration_request.approved'
  | 'registration_request.declined'
  | 'registration_request.picked_up'
  | 'key.rotated'
  | 'personal_token.created'
  | 'personal_token.revoked'
  | 'organization_key.created'
  | 'organization_key.revoked'
  | 'operator_key.created'
  | 'operator_key.revoked'
  | 'user.acted_as'
  | 'user.acting_refused'
  | 'installation.requested'
  | 'installation.request_denied'
  | 'installation.request_ended'
  | 'installation.installed'
  | 'installation.widened'
  | 'installation.narrowed'
  | 'installation.suspended'
  | 'installation.reinstated'
  | 'installation.removed'
  | 'installation.expired'

/** What an audit event is about. */
export type AuditSubject =
  | 'user'
  | 'session'
  | 'grant'
  | 'token'
  | 'registration'
  | 'login_challenge'
  | 'registration_request'
  | 'organization'
  | 'invitation'
  | 'scope'
  | 'resource'
  | 'app'
  | 'secret'
  | 'key'
  | 'api_key'
  | 'installation'
  | 'approval_request'

/** From which request something came; empty for what no request caused. */
export interface RequestOrigin {
  readonly requestId?: string | undefined
  /** The address of the peer. */
  readonly address?: string | undefined
}

/** Facts by their names. Never a secret, and nothing typed by somebody whose account is not known. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

export interface AuditEvent {
  readonly id: string
  readonly at: number
  readonly action: AuditAction
  readonly actor: Actor
  readonly subject: { readonly type: AuditSubject; readonly id: string }
  readonly origin: RequestOrigin
  /** In which organization it happened, if in one: its admins may read it. */
  readonly organizationId?: string | undefined
  /** Which app it concerns, if one: those who manage it may read it. */
  readonly appId?: string | undefined
  /** What a change changed, as it was, and as it is now: the same keys in both. */
  readonly before?: AuditFacts | undefined
  readonly after?: AuditFacts | undefined
  /** More facts. */
  readonly data: AuditFacts
}

/**
 * An event to be written together with the change that it tells of: stores take it beside the change and put both into
 * one write, so that neither exists without the other.
 */
export const auditEvent = (
  event: Omit<AuditEvent, 'id' | 'at' | 'data'> & Partial<Pick<AuditEvent, 'data'>>,
  { clock }: { readonly clock: Clock },
): AuditEvent => ({ data: {}, ...event, id: newId('evt'), at: clock.now() })
