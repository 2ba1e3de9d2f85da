/** An app as it is stored, from what its manifest says. */
import type { AppDescription, RegisteredApp } from './app.ts'
import type { ClientSettings } from './client-settings.ts'
import type { Manifest } from './manifest-schema.ts'

export interface ClientValues {
  readonly type: 'confidential' | 'public'
  readonly profile: string
  readonly settings: ClientSettings
}

/** The methods that a manifest asks for; `none` for a public client that names none. */
export const authenticationMethodsOf = (
  manifest: Pick<Manifest, 'tokenEndpointAuthMethod' | 'type'>,
): readonly string[] => {
  const named = manifest.tokenEndpointAuthMethod
  if (named === undefined) return [manifest.type === 'public' ? 'none' : 'client_secret_basic']
  return typeof named === 'string' ? [named] : named
}

export const clientValuesOf = (manifest: Manifest): ClientValues => ({
  type: manifest.type,
  profile: manifest.profile,
  settings: {
    tokenEndpointAuthMethods: authenticationMethodsOf(manifest),
    redirectUris: manifest.redirectUris,
    postLogoutRedirectUris: manifest.postLogoutRedirectUris,
    grantTypes: manifest.grantTypes,
    scopes: manifest.scopes,
    optionalScopes: manifest.optionalScopes,
    defaultScopes: manifest.defaultScopes,
    pkce: manifest.pkce,
    accessTokenFormat: manifest.accessTokenFormat,
    introspection: manifest.introspection,
    serves: manifest.serves,
    idTokenSignedResponseAlg: manifest.idTokenSignedResponseAlg,
    idTokenClaims: manifest.idTokenClaims,
    refresh: manifest.refresh,
    liveTokens: manifest.liveTokens,
    lifetimes: {
      authorizationCode: manifest.lifetimes.authorizationCode,
      accessToken: manifest.lifetimes.accessToken,
      refreshToken: manifest.lifetimes.refreshToken,
      idToken: manifest.lifetimes.idToken,
    },
  },
})

export const descriptionOf = (manifest: Manifest): AppDescription => ({
  name: manifest.name,
  description: manifest.description,
  homepageUrl: manifest.homepageUrl,
  logoUrl: manifest.logoUrl,
  policyUrl: manifest.policyUrl,
  termsUrl: manifest.termsUrl,
  actorModes: manifest.actorModes,
  webhook: manifest.webhook && { url: manifest.webhook.url, events: manifest.webhook.events },
  trusted: manifest.trusted,
})

/** What a stored app says of itself, and nothing else of it. */
export const descriptionOfApp = (app: RegisteredApp): AppDescription => ({
  name: app.name,
  description: app.description,
  homepageUrl: app.homepageUrl,
  logoUrl: app.logoUrl,
  policyUrl: app.policyUrl,
  termsUrl: app.termsUrl,
  actorModes: app.actorModes,
  webhook: app.webhook,
  trusted: app.trusted,
})

const namesInManifests: Readonly<Record<string, string>> = {
  tokenEndpointAuthMethods: 'tokenEndpointAuthMethod',
}

const differing = <T extends object>(before: T, after: T): string[] =>
  Object.keys(after).filter(
    (key) => JSON.stringify(before[key as keyof T]) !== JSON.stringify(after[key as keyof T]),
  )

/** The manifest's keys by which a stored app differs from what it shall be. */
export const changedManifestKeys = (
  app: RegisteredApp,
  description: AppDescription,
  { type, profile, settings }: ClientValues,
): string[] =>
  [
    ...differing(descriptionOfApp(app), description),
    ...differing({ type: app.client.type, profile: app.client.profile }, { type, profile }),
    ...differing(app.client.settings, settings),
  ].map((key) => namesInManifests[key] ?? key)
