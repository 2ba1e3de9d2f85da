import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { Problem } from '../input/problems.ts'
import type { AppDescription, RegisteredApp } from './app.ts'
import { appEvent, type Doing } from './app-event.ts'
import { type ClientValues, changedManifestKeys, clientValuesOf, descriptionOf } from './app-values.ts'
import { type JudgeManifestPorts, judgeManifest } from './judge-manifest.ts'

export interface UpdateAppPorts extends JudgeManifestPorts {
  readonly apps: {
    /**
     * Makes the app what is given, and as one with it: ends the secrets of one that becomes public, takes from every
     * installation the scopes and actor modes that the app no longer declares, and records the event. False, and
     * nothing is done, if the app is no longer as `before` says.
     */
    updateApp(
      before: RegisteredApp,
      app: AppDescription,
      client: ClientValues,
      now: number,
      doing: Doing,
      event: AuditEvent,
    ): Promise<boolean>
    findApp(id: string): Promise<RegisteredApp | undefined>
  }
  readonly clock: Clock
}

export interface UpdateAppInput extends Doing {
  /** As it was read: the update is refused if somebody else was faster. */
  readonly app: RegisteredApp
  /** The whole manifest, as it was sent; what it leaves out gets its default. */
  readonly manifest: unknown
}

export type UpdateAppOutcome =
  | { readonly outcome: 'updated'; readonly app: RegisteredApp; readonly changed: readonly string[] }
  | { readonly outcome: 'unchanged'; readonly app: RegisteredApp }
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly outcome: 'changed_meanwhile' }

/**
 * Changes what an app says of itself. Nothing is widened by it: what organizations granted stays or becomes less, and a
 * remembered consent asks again where its name or its redirect hosts changed (see `clientFingerprint`).
 */
export const updateApp = async (
  { app, manifest: value, ...doing }: UpdateAppInput,
  ports: UpdateAppPorts,
): Promise<UpdateAppOutcome> => {
  const { apps, clock } = ports
  const judged = await judgeManifest(value, { actor: doing.actor, stored: app }, ports)
  if (!judged.ok) return { outcome: 'invalid', problems: judged.problems }
  const description = descriptionOf(judged.manifest)
  const client = clientValuesOf(judged.manifest)
  const changed = changedManifestKeys(app, description, client)
  if (changed.length === 0) return { outcome: 'unchanged', app }
  const event = {
    ...appEvent('app.updated', app.id, doing, clock, { keys: changed }),
    before: tell(app, app.client.settings),
    after: tell(description, client.settings),
  }
  if (!(await apps.updateApp(app, description, client, clock.now(), doing, event)))
    return { outcome: 'changed_meanwhile' }
  const updated = await apps.findApp(app.id)
  return updated ? { outcome: 'updated', app: updated, changed } : { outcome: 'changed_meanwhile' }
}

/** Of what matters most to others, how it was and is. */
const tell = (
  { name, webhook, actorModes }: AppDescription,
  { scopes, redirectUris }: ClientValues['settings'],
): AuditEvent['before'] => ({
  name,
  scopes,
  redirectUris,
  actorModes,
  ...(webhook && { webhookUrl: webhook.url }),
})
