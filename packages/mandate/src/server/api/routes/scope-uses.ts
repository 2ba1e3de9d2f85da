import { z } from 'zod'
import {
  type RecordScopeUsesPorts,
  recordScopeUses,
} from '../../../platform/installations/record-scope-uses.ts'
import { scopeName } from '../../../platform/state/state-fields.ts'
import { routeWith } from '../route.ts'
import { givenTime } from '../schemas.ts'

export interface ScopeUseRoutePorts extends Omit<RecordScopeUsesPorts, 'resources'> {
  readonly resourceScopes: RecordScopeUsesPorts['resources']
}

const route = routeWith<ScopeUseRoutePorts>()

/** An operator may report anything. */
const anybody = { appId: '', introspection: 'any', serves: [] } as const

export const scopeUseRoutes = [
  route({
    method: 'POST',
    path: '/scope-uses',
    id: 'reportScopeUses',
    tag: 'Installations',
    summary: 'Report which scopes installations used at a resource server',
    description:
      'For resource servers, which authenticate as clients by HTTP Basic. What they do not serve, and what an installation does not hold, is ignored.',
    action: 'scope_use.report',
    visible: 'scope.list',
    body: z
      .strictObject({
        uses: z
          .array(
            z.strictObject({
              installationId: z.string().min(1).max(100),
              scope: scopeName,
              count: z.int().min(1).max(1_000_000_000),
              lastUsedAt: givenTime,
            }),
          )
          .max(1000),
      })
      .meta({ id: 'ScopeUseReport' }),
    status: 200,
    answer: z.object({ accepted: z.int(), ignored: z.int() }).meta({ id: 'ScopeUseReceipt' }),
    async handle({ body: { uses }, caller }, { resourceScopes, ...ports }) {
      const reporter = caller.client ?? anybody
      return {
        status: 200,
        body: await recordScopeUses({ reporter, uses }, { ...ports, resources: resourceScopes }),
      }
    },
  }),
]
