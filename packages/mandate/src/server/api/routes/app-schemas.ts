import { z } from 'zod'
import type { RegisteredApp } from '../../../platform/apps/app.ts'
import { manifestOf } from '../../../platform/apps/manifest-of.ts'
import { manifestShape } from '../../../platform/apps/manifest-schema.ts'
import { time } from '../schemas.ts'

export const ownerRef = z
  .strictObject({ kind: z.enum(['organization', 'user']), id: z.string().min(1).max(100) })
  .meta({ id: 'OwnerRef', description: 'The organization or the user to whom an app belongs.' })

/** As it is sent: everything that an app says of itself. */
export const manifest = z.strictObject({ ...manifestShape }).meta({ id: 'Manifest' })

const texts = z.array(z.string()).readonly()
const actorMode = z.enum(['app', 'self'])

/** What an app says of itself, as it is shown: judged when it was written, not when it is read. */
const shown = {
  name: z.string(),
  description: z.string().optional(),
  homepageUrl: z.string().optional(),
  logoUrl: z.string().optional(),
  policyUrl: z.string().optional(),
  termsUrl: z.string().optional(),
  type: z.enum(['confidential', 'public']).optional(),
  tokenEndpointAuthMethod: z.union([z.string(), texts]).optional(),
  redirectUris: texts.optional(),
  postLogoutRedirectUris: texts.optional(),
  grantTypes: texts.optional(),
  scopes: texts.optional(),
  optionalScopes: texts.optional(),
  defaultScopes: texts.optional(),
  actorModes: z.array(actorMode).readonly().optional(),
  pkce: z.enum(['required', 'optional']).optional(),
  profile: z.string().optional(),
  accessTokenFormat: z.enum(['opaque', 'jwt']).optional(),
  introspection: z.enum(['own', 'audience', 'any']).optional(),
  serves: texts.optional(),
  idTokenSignedResponseAlg: z.enum(['RS256', 'ES256', 'EdDSA']).optional(),
  idTokenClaims: z.boolean().optional(),
  refresh: z.enum(['rotate', 'in_place']).optional(),
  liveTokens: z.enum(['per_instance', 'per_organization']).optional(),
  lifetimes: z
    .object({
      authorizationCode: z.int().optional(),
      accessToken: z.int().optional(),
      refreshToken: z.int().optional(),
      idToken: z.int().optional(),
    })
    .optional(),
  webhook: z.object({ url: z.string(), events: texts.optional() }).optional(),
  trusted: z.boolean().optional(),
}

/** As it is exported: what a default says anyway may be left out. */
export const exportedManifest = z.object(shown).meta({ id: 'ExportedManifest' })

const { name: _name, ...defaults } = manifest.parse({ name: 'any' })

export const app = z
  .object({
    id: z.string(),
    clientId: z.string(),
    ...shown,
    owner: z
      .object({ kind: z.enum(['organization', 'user']), id: z.string(), name: z.string().optional() })
      .optional()
      .meta({ description: 'Left out for the platform itself.' }),
    botId: z.string().meta({ description: 'The subject of tokens with which the app acts as itself.' }),
    publishedAt: time.optional(),
    verifiedAt: time.optional(),
    suspendedAt: time.optional(),
    actsAsUsers: z.boolean(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'App' })

export const appProfile = z
  .object({
    id: z.string(),
    clientId: z.string(),
    name: z.string(),
    description: z.string().optional(),
    homepageUrl: z.string().optional(),
    logoUrl: z.string().optional(),
    policyUrl: z.string().optional(),
    termsUrl: z.string().optional(),
    owner: z.object({ kind: z.enum(['organization', 'user']), name: z.string().optional() }).optional(),
    scopes: texts,
    optionalScopes: texts,
    actorModes: z.array(actorMode).readonly(),
    verifiedAt: time.optional(),
  })
  .meta({ id: 'AppProfile', description: 'What everybody may know of a published app.' })

export const secret = z
  .object({
    id: z.string(),
    name: z.string(),
    lastFour: z.string(),
    createdBy: z.string().optional(),
    createdAt: time,
    expiresAt: time.optional(),
    lastUsedAt: time.optional(),
  })
  .meta({ id: 'Secret' })

export const newSecret = z
  .object({ id: z.string(), secret: z.string().meta({ description: 'Shown this once.' }) })
  .meta({ id: 'NewSecret' })

/** An app as the API shows it. */
export const appView = (one: RegisteredApp): z.input<typeof app> => ({
  ...defaults,
  ...manifestOf(one),
  id: one.id,
  clientId: one.client.clientId,
  owner: one.owner && {
    kind: one.owner.kind,
    id: one.owner.id,
    name: one.owner.name,
  },
  botId: one.botId,
  publishedAt: one.publishedAt,
  verifiedAt: one.verifiedAt,
  suspendedAt: one.suspendedAt,
  actsAsUsers: one.actsAsUsers,
  createdAt: one.createdAt,
  updatedAt: one.updatedAt,
})
