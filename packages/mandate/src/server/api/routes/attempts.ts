import { z } from 'zod'
import type { ListAttempts } from '../../../platform/attempts/list-attempts.ts'
import { remedyOf } from '../../../platform/attempts/reason-words.ts'
import { pageOf, textAfter } from '../page.ts'
import { routeWith } from '../route.ts'
import { givenTime, pageQuery, time } from '../schemas.ts'
import { type FindAppPorts, findApp } from './find-app.ts'

export interface AttemptRoutePorts extends FindAppPorts {
  readonly attempts: ListAttempts
}

const route = routeWith<AttemptRoutePorts>()

const outcome = z.enum(['succeeded', 'failed'])
const endpoint = z.enum(['authorize', 'token'])

const attempt = z
  .object({
    id: z.string(),
    at: time,
    endpoint,
    outcome,
    error: z.string().optional().meta({ description: 'The registered code that was answered.' }),
    reason: z.string().optional().meta({ description: 'A stable code, finer than that.' }),
    remedy: z.string().optional().meta({ description: 'What to do about it.' }),
    step: z.string(),
    userHash: z.string().optional().meta({ description: 'Tells users apart, not who they are.' }),
    organizationId: z.string().optional(),
    requestId: z.string(),
    userAgent: z.string().optional(),
    details: z.object({
      grantType: z.string().optional(),
      redirectUri: z.string().optional(),
      description: z.string().optional(),
      detail: z.string().optional(),
      count: z.int().optional(),
    }),
  })
  .meta({ id: 'Attempt' })

export const attemptRoutes = [
  route({
    method: 'GET',
    path: '/apps/:appId/attempts',
    id: 'listAttempts',
    tag: 'Apps',
    summary: 'List the authorization and token requests of an app, the newest first',
    action: 'attempt.list',
    query: z.strictObject({
      ...pageQuery,
      outcome: outcome.optional(),
      endpoint: endpoint.optional(),
      reason: z.string().optional(),
      organizationId: z.string().optional(),
      requestId: z.string().optional(),
      since: givenTime.optional(),
      until: givenTime.optional(),
    }),
    status: 200,
    answer: attempt,
    list: true,
    find: findApp,
    async handle({ thing, query: { limit, cursor: _cursor, ...filter }, after }, { attempts }) {
      const page = { appId: thing.id, after: textAfter(after), limit: limit + 1 }
      const found = await attempts.listAttempts({ ...filter, ...page })
      return pageOf(
        found.map((one) => ({ ...one, remedy: one.reason === undefined ? undefined : remedyOf(one.reason) })),
        limit,
        ({ id }) => id,
      )
    },
  }),
]
