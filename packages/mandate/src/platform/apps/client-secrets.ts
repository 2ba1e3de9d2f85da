import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { RegisteredApp, SecretSummary } from './app.ts'
import { type Doing, secretEvent, userIdOf } from './app-event.ts'
import { drawClientSecret, type NewSecret } from './new-client-secret.ts'

/** So many secrets of a client can be live at once: enough to rotate without a gap in several places. */
export const maximumLiveSecrets = 5

export interface ClientSecretPorts {
  readonly apps: {
    /** Adds a secret and ends others, as one. False if the client would have more than `limit` live ones then. */
    addSecret(
      secret: NewSecret,
      revoke: readonly string[],
      limit: number,
      now: number,
      events: readonly AuditEvent[],
    ): Promise<boolean>
    /** False if it was not live. */
    revokeSecret(id: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface AddClientSecretInput extends Doing {
  readonly app: RegisteredApp
  /** To tell secrets apart, for people. */
  readonly name: string
  /** Seconds from now; undefined: it does not expire. */
  readonly lifetime?: number | undefined
  /** Whether the secrets that are live now end at once. */
  readonly revokeOthers?: boolean | undefined
}

export type AddClientSecretOutcome =
  | {
      readonly outcome: 'added'
      /** To be shown once; it is kept nowhere. */
      readonly text: string
      readonly secret: NewSecret
      /** How many were ended for it. */
      readonly revoked: number
    }
  /** It is public, and can keep no secret. */
  | { readonly outcome: 'public' }
  /** Revoke one first, or with it. */
  | { readonly outcome: 'too_many'; readonly limit: number }

/** Draws another secret for an app's client. */
export const addClientSecret = async (
  { app, name, lifetime, revokeOthers = false, ...doing }: AddClientSecretInput,
  { apps, clock, prefixes }: ClientSecretPorts & { readonly prefixes: { readonly clientSecret: string } },
): Promise<AddClientSecretOutcome> => {
  if (app.client.type === 'public') return { outcome: 'public' }
  const now = clock.now()
  const { text, stored } = drawClientSecret(prefixes.clientSecret, {
    clientId: app.client.id,
    name,
    expiresAt: lifetime === undefined ? undefined : now + lifetime,
    createdBy: userIdOf(doing),
  })
  const revoked = revokeOthers ? app.client.secrets.map(({ id }) => id) : []
  const events = [
    secretEvent('secret.added', app.id, stored.id, doing, clock),
    ...revoked.map((id) => secretEvent('secret.revoked', app.id, id, doing, clock)),
  ]
  return (await apps.addSecret(stored, revoked, maximumLiveSecrets, now, events))
    ? { outcome: 'added', text, secret: stored, revoked: revoked.length }
    : { outcome: 'too_many', limit: maximumLiveSecrets }
}

/** Ends a secret: it authenticates nobody at the next request. False if it was not live. */
export const revokeClientSecret = (
  { app, secret, ...doing }: Doing & { readonly app: RegisteredApp; readonly secret: SecretSummary },
  { apps, clock }: ClientSecretPorts,
): Promise<boolean> =>
  apps.revokeSecret(secret.id, clock.now(), secretEvent('secret.revoked', app.id, secret.id, doing, clock))
