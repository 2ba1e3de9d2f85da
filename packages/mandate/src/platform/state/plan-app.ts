import { newId } from '../../protocol/identifiers.ts'
import type { ClientSettings } from '../apps/client-settings.ts'
import { emailKey } from '../users/email.ts'
import type { AppEntry } from './app-schema.ts'
import { authenticationMethodsOf } from './check-app.ts'
import { changedKeys, createEntry, updateEntry } from './plan.ts'
import type { Planned } from './plan-catalogue.ts'
import { type PlanContext, planSecret } from './plan-secret.ts'
import type { AppValues, ClientValues, StateChange } from './state-change.ts'
import type { StoredApp } from './stored-state.ts'

/** Ids of what an app may belong to. */
export interface Owners {
  readonly organizationIds: ReadonlyMap<string, string>
  /** By e-mail key. */
  readonly userIds: ReadonlyMap<string, string>
}

const clientValues = (entry: AppEntry): ClientValues => ({
  type: entry.type,
  profile: entry.profile,
  settings: {
    tokenEndpointAuthMethods: authenticationMethodsOf(entry),
    redirectUris: entry.redirectUris,
    postLogoutRedirectUris: entry.postLogoutRedirectUris,
    grantTypes: entry.grantTypes,
    scopes: entry.scopes,
    optionalScopes: entry.optionalScopes,
    defaultScopes: entry.defaultScopes,
    pkce: entry.pkce,
    accessTokenFormat: entry.accessTokenFormat,
    introspection: entry.introspection,
    serves: entry.serves,
    idTokenSignedResponseAlg: entry.idTokenSignedResponseAlg,
    idTokenClaims: entry.idTokenClaims,
    refresh: entry.refresh,
    liveTokens: entry.liveTokens,
    lifetimes: {
      authorizationCode: entry.lifetimes.authorizationCode,
      accessToken: entry.lifetimes.accessToken,
      refreshToken: entry.lifetimes.refreshToken,
      idToken: entry.lifetimes.idToken,
    },
  },
})

const appValues = (
  entry: AppEntry,
  stored: StoredApp | undefined,
  owners: Owners,
  now: number,
): AppValues => ({
  name: entry.name,
  description: entry.description,
  homepageUrl: entry.homepageUrl,
  logoUrl: entry.logoUrl,
  policyUrl: entry.policyUrl,
  termsUrl: entry.termsUrl,
  actorModes: entry.actorModes,
  webhook: entry.webhook && { url: entry.webhook.url, events: entry.webhook.events },
  trusted: entry.trusted,
  ownerOrganizationId: entry.owner === undefined ? undefined : owners.organizationIds.get(entry.owner),
  ownerUserId: entry.owner === undefined ? undefined : owners.userIds.get(emailKey(entry.owner)),
  verifiedAt:
    entry.verified === undefined
      ? stored?.verifiedAt
      : entry.verified
        ? (stored?.verifiedAt ?? now)
        : undefined,
})

const storedValues = (
  stored: StoredApp,
): AppValues & { settings: ClientSettings; type: string; profile: string } => ({
  name: stored.name,
  description: stored.description,
  homepageUrl: stored.homepageUrl,
  logoUrl: stored.logoUrl,
  policyUrl: stored.policyUrl,
  termsUrl: stored.termsUrl,
  actorModes: stored.actorModes,
  webhook: stored.webhook,
  trusted: stored.trusted,
  ownerOrganizationId: stored.owner?.kind === 'organization' ? stored.owner.id : undefined,
  ownerUserId: stored.owner?.kind === 'user' ? stored.owner.id : undefined,
  verifiedAt: stored.verifiedAt,
  settings: stored.client.settings,
  type: stored.client.type,
  profile: stored.client.profile,
})

const keysOf: Record<string, string> = {
  ownerOrganizationId: 'owner',
  ownerUserId: 'owner',
  verifiedAt: 'verified',
  tokenEndpointAuthMethods: 'tokenEndpointAuthMethod',
}

/** An app becomes what its entry says: a key that is left out gets its default. */
export const planApp = async (
  entry: AppEntry,
  stored: StoredApp | undefined,
  owners: Owners,
  context: PlanContext,
): Promise<Planned> => {
  const app = appValues(entry, stored, owners, context.now)
  const client = clientValues(entry)
  const id = stored?.id ?? newId('app')
  const internalId = stored?.client.id ?? newId('cli')
  const secret = await planSecret(entry, stored, internalId, context)
  if (!stored) {
    const created: StateChange = {
      kind: 'create_app',
      id,
      app,
      client: { ...client, id: internalId, clientId: entry.clientId },
    }
    return {
      changes: [created, ...secret.changes],
      entry: createEntry('app', entry.clientId, secret.notes),
    }
  }
  const { settings, type, profile, ...before } = storedValues(stored)
  const changed = [
    ...changedKeys<object>(before, app),
    ...changedKeys<object>({ type, profile }, { type: client.type, profile: client.profile }),
    ...changedKeys<object>(settings, client.settings),
  ].map((key) => keysOf[key] ?? key)
  const updated: StateChange[] =
    changed.length > 0 ? [{ kind: 'update_app', id, app, client: { ...client, id: internalId } }] : []
  if (secret.changes.length > 0) changed.push('clientSecret')
  return {
    changes: [...updated, ...secret.changes],
    entry: updateEntry('app', entry.clientId, [...new Set(changed)], secret.notes),
  }
}
