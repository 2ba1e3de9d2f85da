import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { Problem } from '../input/problems.ts'
import type { AppValues } from '../state/state-change.ts'
import type { RegisteredApp } from './app.ts'
import { appEvent, type Doing, secretEvent, userIdOf } from './app-event.ts'
import { type ClientValues, clientValuesOf, descriptionOf } from './app-values.ts'
import { type JudgeManifestPorts, judgeManifest } from './judge-manifest.ts'
import { drawClientSecret, type NewSecret } from './new-client-secret.ts'

/** Whose an app is. */
export interface OwnerRef {
  readonly kind: 'organization' | 'user'
  readonly id: string
}

export interface NewApp {
  readonly id: string
  readonly app: AppValues
  readonly client: ClientValues & { readonly id: string; readonly clientId: string }
  readonly secret: NewSecret | undefined
}

export interface RegisterAppPorts extends JudgeManifestPorts {
  readonly apps: {
    /** Stores the app with its secret and the events, as one. False if the client id is taken. */
    registerApp(app: NewApp, now: number, events: readonly AuditEvent[]): Promise<boolean>
    findApp(id: string): Promise<RegisteredApp | undefined>
  }
  /** What client ids and secrets begin with. */
  readonly prefixes: { readonly clientId: string; readonly clientSecret: string }
  readonly clock: Clock
}

export interface RegisterAppInput extends Doing {
  /** As it was sent: it is judged here. */
  readonly manifest: unknown
  /** Undefined: the platform itself, for operators. */
  readonly owner: OwnerRef | undefined
  /** Whether others can use it at once; otherwise it begins as a draft. */
  readonly published?: boolean | undefined
  /** Whether a confidential app gets its first secret. Default: true. */
  readonly withSecret?: boolean | undefined
}

export type RegisterAppOutcome =
  | {
      readonly outcome: 'registered'
      readonly app: RegisteredApp
      /** To be shown once; undefined for a public app. */
      readonly secret: { readonly id: string; readonly text: string } | undefined
    }
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }

/** Registers an app. Whether the actor may do so for this owner is asked before (`app.create`). */
export const registerApp = async (
  { manifest: value, owner, published = false, withSecret = true, ...doing }: RegisterAppInput,
  ports: RegisterAppPorts,
): Promise<RegisterAppOutcome> => {
  const { apps, clock, prefixes } = ports
  const judged = await judgeManifest(value, { actor: doing.actor, stored: undefined }, ports)
  if (!judged.ok) return { outcome: 'invalid', problems: judged.problems }
  const { manifest } = judged
  const now = clock.now()
  const id = newId('app')
  const internalId = newId('cli')
  const clientId = manifest.clientId ?? newId(prefixes.clientId.replace(/_$/, ''))
  const drawn =
    manifest.type === 'confidential' && withSecret
      ? drawClientSecret(prefixes.clientSecret, {
          clientId: internalId,
          name: 'first secret',
          createdBy: userIdOf(doing),
        })
      : undefined
  const app: NewApp = {
    id,
    app: {
      ...descriptionOf(manifest),
      ownerOrganizationId: owner?.kind === 'organization' ? owner.id : undefined,
      ownerUserId: owner?.kind === 'user' ? owner.id : undefined,
      verifiedAt: undefined,
      publishedAt: published ? now : undefined,
      actsAsUsers: false,
    },
    client: { ...clientValuesOf(manifest), id: internalId, clientId },
    secret: drawn?.stored,
  }
  const events = [
    appEvent('app.registered', id, doing, clock, { clientId, ...(owner && { owner: owner.id }) }),
    ...(drawn ? [secretEvent('secret.added', id, drawn.stored.id, doing, clock)] : []),
  ]
  if (!(await apps.registerApp(app, now, events))) {
    return {
      outcome: 'invalid',
      problems: [{ path: ['clientId'], message: `must not be ${clientId}: it is taken` }],
    }
  }
  const registered = await apps.findApp(id)
  if (!registered) throw new Error('an app that was just registered is gone')
  return {
    outcome: 'registered',
    app: registered,
    secret: drawn && { id: drawn.stored.id, text: drawn.text },
  }
}
