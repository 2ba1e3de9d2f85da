import { z } from 'zod'
import { isLoopbackHost } from '../../protocol/loopback.ts'
import { actorModes, checked, label, readable, scopeName, seconds, webAddress } from './state-fields.ts'

/** A method of client authentication; which are known is asked of the server (see `checkState`). */
const authenticationMethods = z.union([z.string(), z.array(z.string()).min(1)], {
  error: 'must be the name of a client authentication method, or a list of them',
})

const resourceIdentifiers = z.array(z.string().min(1))

const webhookUrl = checked((text) => {
  if (!URL.canParse(text)) return 'must be an absolute https URL'
  const url = new URL(text)
  if (url.username || url.password) return 'must not carry a user name or password'
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
    ? undefined
    : 'must use https; http is for localhost, 127.0.0.1 and [::1] only'
})

/** An app and its client, as one entry of the state file. Defaults are those of CONTRACT's list. */
export const appSchema = z.strictObject({
  clientId: checked((text) =>
    /^[!-~]{1,255}$/.test(text) ? undefined : 'must be 1 to 255 ASCII characters without spaces',
  ),
  /** Left out: what is there stays, and `mandate app secret` makes one. */
  clientSecret: checked((text) =>
    /^[ -~]{16,255}$/.test(text) ? undefined : 'must be 16 to 255 printable ASCII characters',
  ).optional(),
  name: label,
  description: readable.max(2000).optional(),
  homepageUrl: webAddress.optional(),
  logoUrl: webAddress.optional(),
  policyUrl: webAddress.optional(),
  termsUrl: webAddress.optional(),
  /** The slug of an organization or the e-mail of a user. Left out: the platform itself. */
  owner: z.string().min(1).optional(),
  type: z.enum(['confidential', 'public']).default('confidential'),
  tokenEndpointAuthMethod: authenticationMethods.optional(),
  redirectUris: z.array(z.string()).default([]),
  postLogoutRedirectUris: z.array(z.string()).default([]),
  grantTypes: z.array(z.string()).default(['authorization_code']),
  scopes: z.array(scopeName).default([]),
  optionalScopes: z.array(scopeName).default([]),
  defaultScopes: z.array(scopeName).optional(),
  actorModes: actorModes.default(['self']),
  pkce: z.enum(['required', 'optional']).default('required'),
  profile: z.enum(['strict']).default('strict'),
  accessTokenFormat: z.enum(['opaque', 'jwt']).default('opaque'),
  introspection: z.enum(['own', 'audience', 'any']).default('own'),
  serves: resourceIdentifiers.default([]),
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
  webhook: z.strictObject({ url: webhookUrl, events: z.array(z.string().min(1)).default([]) }).optional(),
  trusted: z.boolean().default(false),
  /** Whether the platform has looked at the app. Left out: stays as it is. */
  verified: z.boolean().optional(),
})

export type AppEntry = z.output<typeof appSchema>
