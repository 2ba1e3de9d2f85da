import { z } from 'zod'
import { isLoopbackHost } from '../../protocol/loopback.ts'
import {
  actorModes,
  checked,
  label,
  readable,
  scopeName,
  seconds,
  webAddress,
} from '../state/state-fields.ts'

/** A method of client authentication; which are known is asked of the server (see `checkManifest`). */
const authenticationMethods = z.union([z.string(), z.array(z.string()).min(1).max(10)], {
  error: 'must be the name of a client authentication method, or a list of them',
})

const scopes = z.array(scopeName).max(500)
const uris = z.array(z.string()).max(100)

const webhookUrl = checked((text) => {
  if (!URL.canParse(text)) return 'must be an absolute https URL'
  const url = new URL(text)
  if (url.username || url.password) return 'must not carry a user name or password'
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
    ? undefined
    : 'must use https; http is for localhost, 127.0.0.1 and [::1] only'
}).max(2000)

const webhookEvent = checked((text) =>
  /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$/.test(text)
    ? undefined
    : 'must be the name of an event, such as installation.removed',
).max(100)

/** What an app says of itself: the form of a manifest, and of an entry of the state file. Defaults are CONTRACT's. */
export const manifestShape = {
  name: label,
  description: readable.max(2000).optional(),
  homepageUrl: webAddress.optional(),
  logoUrl: webAddress.optional(),
  policyUrl: webAddress.optional(),
  termsUrl: webAddress.optional(),
  type: z.enum(['confidential', 'public']).default('confidential'),
  tokenEndpointAuthMethod: authenticationMethods.optional(),
  redirectUris: uris.default([]),
  postLogoutRedirectUris: uris.default([]),
  grantTypes: z.array(z.string()).max(20).default(['authorization_code']),
  scopes: scopes.default([]),
  optionalScopes: scopes.default([]),
  defaultScopes: scopes.optional(),
  actorModes: actorModes.default(['self']),
  pkce: z.enum(['required', 'optional']).default('required'),
  profile: z.enum(['strict']).default('strict'),
  accessTokenFormat: z.enum(['opaque', 'jwt']).default('opaque'),
  introspection: z.enum(['own', 'audience', 'any']).default('own'),
  serves: z.array(z.string().min(1)).max(100).default([]),
  idTokenSignedResponseAlg: z.enum(['RS256', 'ES256', 'EdDSA']).default('RS256'),
  idTokenClaims: z.boolean().default(true),
  refresh: z.enum(['rotate', 'in_place']).default('rotate'),
  liveTokens: z.enum(['per_instance', 'per_organization']).default('per_instance'),
  lifetimes: z
    .strictObject({
      authorizationCode: z.int().min(1).max(600).optional(),
      accessToken: seconds.optional(),
      refreshToken: seconds.optional(),
      idToken: seconds.optional(),
    })
    .default({}),
  webhook: z.strictObject({ url: webhookUrl, events: z.array(webhookEvent).max(100).default([]) }).optional(),
  trusted: z.boolean().default(false),
} as const

/** The `client_id` on the wire. */
export const clientIdField = checked((text) =>
  /^[!-~]{1,255}$/.test(text) ? undefined : 'must be 1 to 255 ASCII characters without spaces',
)

/**
 * An app as JSON, which developers keep beside their code. Whose it is, whether it is published, its secrets, and what
 * operators say of it, are not part of it.
 */
export const manifestSchema = z.strictObject({ clientId: clientIdField.optional(), ...manifestShape })

/** A manifest as people write it. */
export type ManifestInput = z.input<typeof manifestSchema>
/** A manifest with the defaults filled in. */
export type Manifest = z.output<typeof manifestSchema>
