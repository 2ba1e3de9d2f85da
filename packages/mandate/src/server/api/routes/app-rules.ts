import { z } from 'zod'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import { type ListAppRulesPorts, listAppRules } from '../../../platform/organizations/list-app-rules.ts'
import { type SetAppRulePorts, setAppRule } from '../../../platform/organizations/set-app-rule.ts'
import type { Clock } from '../../../protocol/clock.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { type Call, routeWith } from '../route.ts'
import { listQuery, time } from '../schemas.ts'
import { findOrganization } from './find-organization.ts'

export interface AppRuleRoutePorts extends FindOrganizationPorts {
  readonly appRules: ListAppRulesPorts['appRules'] & SetAppRulePorts['appRules']
  readonly clock: Clock
}

const route = routeWith<AppRuleRoutePorts>()

const rule = z.enum(['allowed', 'blocked'])

const appRule = z
  .object({ appId: z.string(), appName: z.string(), rule, createdAt: time })
  .meta({ id: 'AppRule' })

type Setting = Pick<Call<string, unknown, unknown, { readonly id: string }>, 'thing' | 'caller' | 'origin'>

const setRule = async (
  { thing, caller, origin }: Setting,
  change: { readonly appId: string; readonly rule: z.output<typeof rule> | undefined },
  ports: AppRuleRoutePorts,
): Promise<{ readonly status: number }> => {
  const input = { organizationId: thing.id, ...change, actor: caller.party.actor, origin }
  const { outcome } = await setAppRule(input, ports)
  if (outcome === 'unknown_app') throw notFound()
  if (outcome === 'changed_meanwhile')
    throw new Problem('changed_meanwhile', 'Somebody else changed the rule just now: repeat it.')
  return { status: 204 }
}

export const appRuleRoutes = [
  route({
    method: 'GET',
    path: '/organizations/:organizationId/app-rules',
    id: 'listAppRules',
    tag: 'Organizations',
    summary: 'List the apps that an organization allows or blocks by name',
    action: 'app_rule.list',
    visible: 'organization.read',
    query: listQuery,
    status: 200,
    answer: appRule,
    list: true,
    find: findOrganization,
    handle: async ({ thing, query: { limit }, after }, ports) =>
      pageOfAll(
        await listAppRules(thing.id, ports),
        { after: textAfter(after), limit },
        ({ appId }) => appId,
      ),
  }),
  route({
    method: 'PUT',
    path: '/organizations/:organizationId/app-rules/:appId',
    id: 'setAppRule',
    tag: 'Organizations',
    summary: 'Allow or block an app',
    description: 'Blocking it removes its installation, with every token of it, at once.',
    action: 'app_rule.change',
    visible: 'organization.read',
    body: z.strictObject({ rule }).meta({ id: 'AppRuleSetting' }),
    status: 204,
    find: findOrganization,
    handle: (call, ports) => setRule(call, { appId: call.params.appId, rule: call.body.rule }, ports),
  }),
  route({
    method: 'DELETE',
    path: '/organizations/:organizationId/app-rules/:appId',
    id: 'removeAppRule',
    tag: 'Organizations',
    summary: 'Neither allow nor block an app by name',
    action: 'app_rule.change',
    visible: 'organization.read',
    status: 204,
    find: findOrganization,
    handle: (call, ports) => setRule(call, { appId: call.params.appId, rule: undefined }, ports),
  }),
]
