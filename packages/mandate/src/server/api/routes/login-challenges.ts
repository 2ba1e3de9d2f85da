import { z } from 'zod'
import { externalOrganizationSchema } from '../../../platform/external-identities/external-organization-schema.ts'
import { type CompleteHandOffPorts, completeHandOff } from '../../../platform/hand-off/complete.ts'
import {
  type DescribeChallengePorts,
  type DescribedChallenge,
  describeChallenge,
} from '../../../platform/hand-off/describe-challenge.ts'
import { rejectHandOff } from '../../../platform/hand-off/reject.ts'
import { email, label, webAddress } from '../../../platform/state/state-fields.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { givenTime, time } from '../schemas.ts'

export type LoginChallengeRoutePorts = DescribeChallengePorts & CompleteHandOffPorts

const route = routeWith<LoginChallengeRoutePorts>()

const challenge = z
  .object({
    app: z
      .object({
        id: z.string(),
        clientId: z.string(),
        name: z.string(),
        description: z.string().optional(),
        logoUrl: z.string().optional(),
        homepageUrl: z.string().optional(),
        verified: z.boolean(),
      })
      .optional()
      .meta({ description: 'Who sent the person. Left out: they came by themselves.' }),
    prompt: z.array(z.string()).readonly(),
    maxAge: z.int().optional().meta({ description: 'Seconds.' }),
    loginHint: z.string().optional(),
    uiLocales: z.string().optional(),
    acrValues: z.string().optional(),
    freshSignIn: z.boolean().meta({ description: 'Whether a session that the person has is not enough.' }),
    earliestAuthTime: time
      .optional()
      .meta({ description: 'With an earlier authTime the app is answered login_required.' }),
    answered: z.boolean(),
    createdAt: time,
    expiresAt: time,
  })
  .meta({ id: 'LoginChallenge' })

const completion = z.strictObject({
  subject: z.string().min(1).max(255).meta({ description: 'Names the person on the platform, for good.' }),
  email,
  emailVerified: z.boolean().optional(),
  name: label.optional(),
  picture: webAddress.optional(),
  organizations: z.array(externalOrganizationSchema).max(1000).optional().meta({
    description:
      'All of the person’s. Memberships that the platform named before and does not name now end; those made here stay. Left out: nothing changes.',
  }),
  authTime: givenTime.meta({ description: 'When the person last proved who they are.' }),
  amr: z
    .array(z.string().regex(/^[\w.:/-]{1,50}$/))
    .max(20)
    .default([])
    .meta({ description: 'How they proved it (RFC 8176).' }),
})

const redirectTo = z
  .url()
  .meta({ description: 'Where to send the browser. Good once, for that browser only.' })

const completed = z
  .object({
    redirectTo,
    outcome: z.enum(['signed_in', 'login_required']),
    userId: z.string().optional(),
  })
  .meta({ id: 'LoginChallengeCompletion' })

const rejected = z.object({ redirectTo }).meta({ id: 'LoginChallengeRejection' })

const alreadyAnswered = () =>
  new Problem('already_exists', 'This challenge was completed or rejected before.', {
    reason: 'already_answered',
  })

const refusals = {
  email_taken:
    'Another account has this e-mail. The same e-mail never links two accounts by itself: change one of them, or sign in with the other.',
  user_disabled: 'The account of this person is disabled.',
} as const

const bodyOf = ({ asked, ...described }: DescribedChallenge): z.input<typeof challenge> => ({
  ...asked,
  ...described,
})

export const loginChallengeRoutes = [
  route({
    method: 'GET',
    path: '/login-challenges/:challenge',
    id: 'getLoginChallenge',
    tag: 'Sign-in',
    summary: 'Read what is asked of the platform’s login',
    action: 'login_challenge.read',
    status: 200,
    answer: challenge,
    async handle({ params }, ports) {
      const described = await describeChallenge(params.challenge, ports)
      if (!described) throw notFound()
      return { status: 200, body: bodyOf(described) }
    },
  }),
  route({
    method: 'POST',
    path: '/login-challenges/:challenge/completion',
    id: 'completeLoginChallenge',
    tag: 'Sign-in',
    summary: 'Tell who the person is',
    description:
      'Makes the user at first sight. The answer holds a secret: give it to the browser that brought the challenge only, as a redirect.',
    action: 'login_challenge.decide',
    body: completion,
    status: 200,
    answer: completed,
    async handle({ params, body, caller, origin }, ports) {
      const { authTime, amr, ...person } = body
      const outcome = await completeHandOff(
        {
          challenge: params.challenge,
          person: {
            subject: person.subject,
            email: person.email,
            emailVerified: person.emailVerified,
            name: person.name,
            picture: person.picture,
            organizations: person.organizations,
          },
          authentication: { authenticatedAt: authTime, amr },
          actor: caller.party.actor,
          origin,
        },
        ports,
      )
      switch (outcome.outcome) {
        case 'not_found':
          throw notFound()
        case 'already_answered':
          throw alreadyAnswered()
        case 'refused':
          throw new Problem('refused', refusals[outcome.reason], { reason: outcome.reason })
        case 'completed': {
          const { redirectTo, refusal, userId } = outcome
          return { status: 200, body: { redirectTo, outcome: refusal ?? ('signed_in' as const), userId } }
        }
      }
    },
  }),
  route({
    method: 'POST',
    path: '/login-challenges/:challenge/rejection',
    id: 'rejectLoginChallenge',
    tag: 'Sign-in',
    summary: 'Tell that nobody was signed in',
    description: 'The app that waits is answered access_denied.',
    action: 'login_challenge.decide',
    status: 200,
    answer: rejected,
    async handle({ params, caller, origin }, ports) {
      const input = { challenge: params.challenge, actor: caller.party.actor, origin }
      const outcome = await rejectHandOff(input, ports)
      switch (outcome.outcome) {
        case 'not_found':
          throw notFound()
        case 'already_answered':
          throw alreadyAnswered()
        case 'rejected':
          return { status: 200, body: { redirectTo: outcome.redirectTo } }
      }
    },
  }),
]
