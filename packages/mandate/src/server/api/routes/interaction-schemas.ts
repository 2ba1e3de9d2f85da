import { z } from 'zod'
import { longestReason } from '../../../platform/installations/longest-reason.ts'
import { readable } from '../../../platform/state/state-fields.ts'
import { time } from '../schemas.ts'

const actorMode = z.enum(['app', 'self'])
const names = z.array(z.string()).readonly()

const scope = z.object({
  scope: z.string(),
  text: z.string().meta({ description: 'What a person is told that the app may do.' }),
  group: z.string().optional(),
  access: z.enum(['read', 'write', 'sensitive']).optional(),
  choice: z
    .enum(['required', 'optional', 'granted'])
    .meta({ description: 'Whether it comes with allowing, may be left out, or was allowed before.' }),
})

const organization = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  install: z
    .enum(['may', 'ask', 'blocked'])
    .meta({ description: 'Whether the person may install the app there, or has to ask the admins.' }),
  granted: names.meta({ description: 'What the app holds there.' }),
  pending: names.meta({ description: 'What admins were asked to approve, with what they granted before.' }),
})

export const interaction = z
  .object({
    app: z.object({
      id: z.string(),
      clientId: z.string(),
      name: z.string(),
      description: z.string().optional(),
      logoUrl: z.string().optional(),
      homepageUrl: z.string().optional(),
      policyUrl: z.string().optional(),
      termsUrl: z.string().optional(),
      publisher: z.string(),
      verified: z.boolean(),
    }),
    user: z
      .object({
        id: z.string(),
        subject: z.string().optional().meta({ description: 'As the hand-off named the person.' }),
        email: z.string(),
        name: z.string().optional(),
      })
      .meta({ description: 'Whom to ask: compare it with who is signed in to the platform.' }),
    scopes: z.array(scope).readonly(),
    personal: z.boolean().meta({ description: 'Whether the person may allow it for themselves alone.' }),
    organizations: z.array(organization).readonly(),
    actorModes: z
      .array(actorMode)
      .readonly()
      .meta({ description: 'As whom the app may act in an organization: its bot, or the person.' }),
    destination: z
      .object({ kind: z.enum(['host', 'loopback', 'scheme']), name: z.string() })
      .meta({ description: 'Where the person goes on afterwards.' }),
    useAnotherAccountUrl: z.url(),
    expiresAt: time,
  })
  .meta({ id: 'Interaction' })

export const decision = z.strictObject({
  decision: z.enum(['allow', 'deny', 'request']).meta({
    description: 'request: ask the admins of the organization to approve what the app does not hold there.',
  }),
  scopes: z.array(z.string()).max(500).default([]).meta({
    description:
      'All that the person was shown and allows: every required one, and the optional ones chosen.',
  }),
  organization: z
    .string()
    .optional()
    .meta({ description: 'Its id or slug. Left out: for the person alone.' }),
  actor: actorMode.optional(),
  withoutMore: z
    .boolean()
    .default(false)
    .meta({ description: 'Go on with what the organization has granted, instead of asking for more.' }),
  reason: readable.min(1).max(longestReason).optional().meta({ description: 'For the admins.' }),
})

export const decided = z
  .object({
    outcome: z.enum(['allowed', 'denied', 'requested']),
    redirectTo: z.url().meta({
      description: 'Where to send the browser that brought the interaction. It works in that browser only.',
    }),
  })
  .meta({ id: 'InteractionDecision' })
