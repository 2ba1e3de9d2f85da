import type { RegisteredApp } from './app.ts'
import type { ManifestInput } from './manifest-schema.ts'

/** Leaves out what is not there, and what a default says anyway. */
export const sparse = <T extends object>(value: T, defaults: object = {}): T =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([key, part]) =>
        part !== undefined &&
        JSON.stringify(part) !== JSON.stringify((defaults as Record<string, unknown>)[key]),
    ),
  ) as T

/** Only what few apps change: the rest is written out, so that a manifest tells what an app is. */
const defaults = {
  postLogoutRedirectUris: [],
  optionalScopes: [],
  accessTokenFormat: 'opaque',
  introspection: 'own',
  serves: [],
  idTokenSignedResponseAlg: 'RS256',
  idTokenClaims: true,
  refresh: 'rotate',
  liveTokens: 'per_instance',
  lifetimes: {},
  trusted: false,
}

const methodsOf = (methods: readonly string[]): string | string[] =>
  methods.length === 1 && methods[0] !== undefined ? methods[0] : [...methods]

/** An app's manifest: registering it gives another app that says the same, with a `client_id` of its own. */
export const manifestOf = (app: RegisteredApp): ManifestInput => {
  const { settings, type, profile } = app.client
  return sparse<ManifestInput>(
    {
      name: app.name,
      description: app.description,
      homepageUrl: app.homepageUrl,
      logoUrl: app.logoUrl,
      policyUrl: app.policyUrl,
      termsUrl: app.termsUrl,
      type,
      tokenEndpointAuthMethod: methodsOf(settings.tokenEndpointAuthMethods),
      redirectUris: [...settings.redirectUris],
      postLogoutRedirectUris: [...settings.postLogoutRedirectUris],
      grantTypes: [...settings.grantTypes],
      scopes: [...settings.scopes],
      optionalScopes: [...settings.optionalScopes],
      defaultScopes: settings.defaultScopes && [...settings.defaultScopes],
      actorModes: [...app.actorModes],
      pkce: settings.pkce,
      profile: profile as 'strict',
      accessTokenFormat: settings.accessTokenFormat,
      introspection: settings.introspection,
      serves: [...settings.serves],
      idTokenSignedResponseAlg: settings.idTokenSignedResponseAlg,
      idTokenClaims: settings.idTokenClaims,
      refresh: settings.refresh,
      liveTokens: settings.liveTokens,
      lifetimes: settings.lifetimes,
      webhook: app.webhook && { url: app.webhook.url, events: [...app.webhook.events] },
      trusted: app.trusted,
    },
    defaults,
  )
}
