import type { Actor } from '../actor.ts'
import { changedFacts, factsOf } from '../audit/changed-facts.ts'
import { type AuditAction, type AuditEvent, auditEvent } from '../audit/record.ts'
import { policyFacts } from '../organizations/change-policy.ts'
import type { StateChange } from './state-change.ts'

type Told = Pick<AuditEvent, 'subject' | 'appId' | 'before' | 'after'> & {
  readonly action: AuditAction
} & Partial<Pick<AuditEvent, 'data'>>

const userUpdate = (change: Extract<StateChange, { kind: 'update_user' }>): Told[] => {
  const { id, set } = change
  const subject = { type: 'user', id } as const
  const { disabledAt, passwordHash, emailVerifiedAt, ...rest } = set
  const told: Told[] = []
  if ('disabledAt' in set)
    told.push({ action: disabledAt === undefined ? 'user.reinstated' : 'user.disabled', subject })
  if (passwordHash !== undefined) told.push({ action: 'password.set', subject })
  if (emailVerifiedAt !== undefined) told.push({ action: 'user.email_verified', subject })
  const keys = [
    ...Object.keys(rest),
    ...('emailVerifiedAt' in set && emailVerifiedAt === undefined ? ['emailVerified'] : []),
  ]
  if (keys.length > 0) told.push({ action: 'user.updated', subject, data: { keys } })
  return told
}

const tell = (change: StateChange): Told[] => {
  switch (change.kind) {
    case 'create_scope': {
      const { name, ...details } = change.scope
      return [{ action: 'scope.created', subject: { type: 'scope', id: name }, after: factsOf(details) }]
    }
    case 'update_scope': {
      const facts = changedFacts(factsOf(change.before), factsOf(change.scope))
      return [{ action: 'scope.changed', subject: { type: 'scope', id: change.scope.name }, ...facts }]
    }
    case 'create_resource': {
      const { identifier, ...details } = change.resource
      const subject = { type: 'resource', id: identifier } as const
      return [{ action: 'resource.changed', subject, after: factsOf(details) }]
    }
    case 'update_resource': {
      const facts = changedFacts(factsOf(change.before), factsOf(change.resource))
      const subject = { type: 'resource', id: change.resource.identifier } as const
      return [{ action: 'resource.changed', subject, ...facts }]
    }
    case 'create_user':
      return [{ action: 'user.created', subject: { type: 'user', id: change.id } }]
    case 'update_user':
      return userUpdate(change)
    case 'create_organization': {
      const { id, slug, name } = change
      return [
        { action: 'organization.created', subject: { type: 'organization', id }, after: { slug, name } },
      ]
    }
    case 'rename_organization': {
      const { id, before, name } = change
      const facts = { before: { name: before }, after: { name } }
      return [{ action: 'organization.updated', subject: { type: 'organization', id }, ...facts }]
    }
    case 'set_membership': {
      const { organizationId, userId, before = null, role } = change
      const subject = { type: 'organization', id: organizationId } as const
      const facts = { data: { userId }, before: { role: before }, after: { role } }
      return [{ action: 'membership.changed', subject, ...facts }]
    }
    case 'set_policy': {
      const facts = changedFacts(policyFacts(change.before), policyFacts(change.after))
      const subject = { type: 'organization', id: change.organizationId } as const
      return [{ action: 'organization.policy_changed', subject, ...facts }]
    }
    case 'set_app_rule': {
      const { organizationId, appId, before = null, after = null } = change
      const subject = { type: 'organization', id: organizationId } as const
      return [
        { action: 'app_rule.changed', subject, appId, before: { rule: before }, after: { rule: after } },
      ]
    }
    case 'create_app':
      return [
        {
          action: 'app.registered',
          subject: { type: 'app', id: change.id },
          data: { clientId: change.client.clientId },
        },
      ]
    case 'update_app': {
      const { id, before, app, client, changed } = change
      const facts = changedFacts(before, { scopes: client.settings.scopes, actorModes: app.actorModes })
      return [{ action: 'app.updated', subject: { type: 'app', id }, ...facts, data: { keys: changed } }]
    }
    case 'add_manager':
    case 'remove_manager': {
      const action = change.kind === 'add_manager' ? 'app.manager_added' : 'app.manager_removed'
      return [{ action, subject: { type: 'app', id: change.appId }, data: { userId: change.userId } }]
    }
    case 'add_secret':
      return [
        {
          action: 'secret.added',
          subject: { type: 'secret', id: change.secret.id },
          appId: change.appId,
          data: { client: change.secret.clientId },
        },
      ]
    case 'revoke_secret':
      return [{ action: 'secret.revoked', subject: { type: 'secret', id: change.id }, appId: change.appId }]
  }
}

/** What the audit log is told of the changes, to be written with them. */
export const auditChanges = (
  changes: readonly StateChange[],
  actor: Actor,
  clock: { now(): number },
): AuditEvent[] =>
  changes.flatMap(tell).map((told) => {
    const { type, id } = told.subject
    const place = type === 'app' ? { appId: id } : type === 'organization' ? { organizationId: id } : {}
    return auditEvent({ ...told, ...place, actor, origin: {} }, { clock })
  })
