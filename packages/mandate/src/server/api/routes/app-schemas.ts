import { z } from 'zod'
import type { RegisteredApp } from '../../../platform/apps/app.ts'
import { manifestOf } from '../../../platform/apps/manifest-of.ts'
import { clientIdField, manifestShape } from '../../../platform/apps/manifest-schema.ts'
import { time } from '../schemas.ts'

export const ownerRef = z
  .strictObject({ kind: z.enum(['organization', 'user']), id: z.string().min(1) })
  .meta({ id: 'OwnerRef', description: 'The organization or the user to whom an app belongs.' })

/** As it is sent: everything that an app says of itself. */
export const manifest = z.strictObject({ ...manifestShape }).meta({ id: 'Manifest' })

export const app = z
  .object({
    id: z.string(),
    clientId: clientIdField,
    ...manifestShape,
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
    scopes: z.array(z.string()).readonly(),
    optionalScopes: z.array(z.string()).readonly(),
    actorModes: z.array(z.enum(['app', 'self'])).readonly(),
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
