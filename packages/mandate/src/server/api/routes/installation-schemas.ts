import { z } from 'zod'
import type { ListedInstallation } from '../../../platform/installations/list-installations.ts'
import { time } from '../schemas.ts'

export const actorMode = z.enum(['app', 'self'])

export const person = z
  .object({ id: z.string(), email: z.string(), name: z.string().optional() })
  .meta({ id: 'Person' })

export const scopeUse = z
  .object({ scope: z.string(), uses: z.int(), lastUsedAt: time })
  .meta({ id: 'ScopeUse' })

export const installation = z
  .object({
    id: z.string(),
    status: z.enum(['pending', 'active', 'suspended', 'removed']),
    appId: z.string(),
    organizationId: z.string(),
    app: z.object({
      name: z.string(),
      description: z.string().optional(),
      homepageUrl: z.string().optional(),
      logoUrl: z.string().optional(),
      ownerName: z.string().optional(),
      verified: z.boolean(),
      suspendedAt: time.optional(),
    }),
    organization: z.object({ slug: z.string(), name: z.string() }),
    grantedScopes: z.array(z.string()).readonly(),
    unusedScopes: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Granted, and not used for 90 days as far as resource servers reported.' }),
    actorModes: z.array(actorMode).readonly(),
    installer: person.optional(),
    pendingRequests: z.int(),
    members: z.int().meta({ description: 'As so many members the app may act.' }),
    createdAt: time,
    updatedAt: time,
    activatedAt: time.optional(),
    expiresAt: time.optional(),
    suspendedAt: time.optional(),
    removedAt: time.optional(),
    lastUsedAt: time.optional(),
  })
  .meta({ id: 'Installation' })

/** Who installed it is for those inside: a developer elsewhere is told that it is installed, and not by whom. */
export const installationView = (
  { installer, ...listed }: ListedInstallation,
  isInside: boolean,
): z.input<typeof installation> => (isInside ? { ...listed, installer } : listed)
