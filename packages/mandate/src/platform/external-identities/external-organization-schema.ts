import { z } from 'zod'
import { roles } from '../organizations/role.ts'
import { label, slug } from '../state/state-fields.ts'

const identifier = z.string().min(1).max(200)

/** An organization as another login tells of it. At least one of `id`, `slug` and `externalId` names it. */
export const externalOrganizationSchema = z
  .strictObject({
    id: identifier.optional().meta({ description: 'As it is known here.' }),
    slug: slug.optional().meta({ description: 'As it is known here, or for a new one.' }),
    externalId: identifier
      .optional()
      .meta({ description: 'As the login that tells of it knows it, for good.' }),
    name: label.optional().meta({ description: 'For a new one.' }),
    role: z.enum(roles).default('member'),
  })
  .refine(({ id, slug: named, externalId }) => (id ?? named ?? externalId) !== undefined, {
    message: 'must have id, slug or externalId',
  })
