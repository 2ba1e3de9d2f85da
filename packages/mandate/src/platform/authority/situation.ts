import type { Client } from '../../protocol/client.ts'
import type { ActorMode } from '../apps/app.ts'
import type { ScopeRules } from '../installations/scope-rules.ts'

/** What decides whether, and where, an app can be used. */
export interface InstallableApp {
  readonly actorModes: readonly ActorMode[]
  readonly isPublished: boolean
  /** Whether the person is among those who manage it. */
  readonly isManaged: boolean
}

/** A client asks for something that organizations may have a say in. */
export interface Situation {
  readonly client: Client
  readonly scopes: readonly string[]
  readonly app: Pick<InstallableApp, 'actorModes'>
  /** As it is to act, where that is said. */
  readonly actor: ActorMode | undefined
  readonly rules: ScopeRules
}

export const organizationalAmong = (scopes: readonly string[], rules: ScopeRules): readonly string[] =>
  scopes.filter((scope) => rules.get(scope)?.isOrganizational === true)

/** Whether the app cannot be used but within an organization. */
export const needsOrganization = ({ client, scopes, app, actor, rules }: Situation): boolean => {
  const required = scopes.filter((scope) => !client.optionalScopes.includes(scope))
  return (
    actor === 'app' || !app.actorModes.includes('self') || organizationalAmong(required, rules).length > 0
  )
}

/** Whether organizations install the app, so that the person may have a choice. */
export const isInstallable = ({ scopes, app, rules }: Situation): boolean =>
  app.actorModes.includes('app') || organizationalAmong(scopes, rules).length > 0
