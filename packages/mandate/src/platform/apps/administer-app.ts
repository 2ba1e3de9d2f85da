/** What an operator, later also a developer, does to an app after it is registered. */
import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent } from '../audit/record.ts'
import type { RegisteredApp, SecretSummary } from './app.ts'
import { drawClientSecret, type NewSecret } from './new-client-secret.ts'

export interface AdministerAppPorts {
  readonly apps: {
    /** Says whether it was not suspended before. Each comes with its event, as one. */
    suspendApp(id: string, now: number, event: AuditEvent): Promise<boolean>
    /** Says whether it was suspended before. */
    reinstateApp(id: string, now: number, event: AuditEvent): Promise<boolean>
    /** Ends every token, code and grant of the app, too. Says whether there was one. */
    deleteApp(id: string, event: AuditEvent): Promise<boolean>
    /** Adds a secret and ends others, as one. */
    addSecret(secret: NewSecret, revoke: readonly string[], now: number, event: AuditEvent): Promise<void>
    revokeSecret(id: string, now: number, event: AuditEvent): Promise<void>
  }
  readonly clock: Clock
  readonly actor: Actor
}

const eventOf = (
  action: 'app.suspended' | 'app.reinstated' | 'app.deleted',
  app: RegisteredApp,
  { clock, actor }: AdministerAppPorts,
): AuditEvent =>
  auditEvent(
    {
      action,
      actor,
      subject: { type: 'app', id: app.id },
      origin: {},
      data: { clientId: app.client.clientId },
    },
    { clock },
  )

/** Stops an app: its tokens are worth nothing until it is reinstated. False if it was suspended already. */
export const suspendApp = (app: RegisteredApp, ports: AdministerAppPorts): Promise<boolean> =>
  ports.apps.suspendApp(app.id, ports.clock.now(), eventOf('app.suspended', app, ports))

/** Lets a suspended app go on. False if it was not suspended. */
export const reinstateApp = (app: RegisteredApp, ports: AdministerAppPorts): Promise<boolean> =>
  ports.apps.reinstateApp(app.id, ports.clock.now(), eventOf('app.reinstated', app, ports))

/** Removes an app and everything that it was given. Cannot be undone. */
export const deleteApp = (app: RegisteredApp, ports: AdministerAppPorts): Promise<boolean> =>
  ports.apps.deleteApp(app.id, eventOf('app.deleted', app, ports))

/** Ends a secret at once. */
export const revokeClientSecret = (
  secret: SecretSummary,
  { apps, clock, actor }: AdministerAppPorts,
): Promise<void> => {
  const subject = { type: 'secret', id: secret.id } as const
  const event = auditEvent({ action: 'secret.revoked', actor, subject, origin: {} }, { clock })
  return apps.revokeSecret(secret.id, clock.now(), event)
}

export interface AddSecretInput {
  readonly prefix: string
  readonly name: string
  /** Seconds from now; undefined: it does not expire. */
  readonly lifetime: number | undefined
  /** Whether the secrets that are live now end at once. */
  readonly revokeOthers: boolean
}

/** Draws another secret for an app's client. The text is to be shown once, and is kept nowhere. */
export const addClientSecret = async (
  { client }: RegisteredApp,
  { prefix, name, lifetime, revokeOthers }: AddSecretInput,
  { apps, clock, actor }: AdministerAppPorts,
): Promise<{ readonly text: string; readonly secret: NewSecret; readonly revoked: number }> => {
  const now = clock.now()
  const expiresAt = lifetime === undefined ? undefined : now + lifetime
  const { text, stored } = drawClientSecret(prefix, { clientId: client.id, name, expiresAt })
  const revoked = revokeOthers ? client.secrets.map((secret) => secret.id) : []
  const event = auditEvent(
    {
      action: 'secret.added',
      actor,
      subject: { type: 'secret', id: stored.id },
      origin: {},
      data: { client: client.id, revoked },
    },
    { clock },
  )
  await apps.addSecret(stored, revoked, now, event)
  return { text, secret: stored, revoked: revoked.length }
}
