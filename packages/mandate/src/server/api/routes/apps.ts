import { z } from 'zod'
import { type DeleteAppPorts, deleteApp } from '../../../platform/apps/delete-app.ts'
import type { ListApps } from '../../../platform/apps/list-apps.ts'
import { manifestOf } from '../../../platform/apps/manifest-of.ts'
import { type RegisterAppPorts, registerApp } from '../../../platform/apps/register-app.ts'
import { type UpdateAppOutcome, type UpdateAppPorts, updateApp } from '../../../platform/apps/update-app.ts'
import type { StandingPorts } from '../../../platform/policy/standing.ts'
import { checkBody, wrongFields } from '../body.ts'
import { pageOf, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { type Reply, routeWith } from '../route.ts'
import { pageQuery } from '../schemas.ts'
import { app, appProfile, appView, exportedManifest, manifest, newSecret, ownerRef } from './app-schemas.ts'
import { findApp, subjectOfApp } from './find-app.ts'

export interface AppRoutePorts
  extends RegisterAppPorts,
    Omit<UpdateAppPorts, 'apps'>,
    Omit<DeleteAppPorts, 'apps'>,
    StandingPorts {
  readonly apps: RegisterAppPorts['apps'] & UpdateAppPorts['apps'] & DeleteAppPorts['apps'] & ListApps
}

const route = routeWith<AppRoutePorts>()

const ownership = z.object({ owner: ownerRef.optional(), published: z.boolean().default(false) })

const updated = (outcome: UpdateAppOutcome): Reply<z.input<typeof app>> => {
  if (outcome.outcome === 'invalid') throw wrongFields(outcome.problems)
  if (outcome.outcome === 'changed_meanwhile')
    throw new Problem('changed_meanwhile', 'Read the app again, and repeat the change.')
  return { status: 200, body: appView(outcome.app) }
}

export const appRoutes = [
  route({
    method: 'GET',
    path: '/apps',
    id: 'listApps',
    tag: 'Apps',
    summary: 'List apps, the oldest first',
    description:
      'Operators see all. A person sees those that they own or manage, and those of organizations of which they are an admin.',
    action: 'app.list',
    late: true,
    query: z.strictObject({
      ...pageQuery,
      organizationId: z.string().optional().meta({ description: 'Only those that it owns.' }),
    }),
    status: 200,
    answer: app,
    list: true,
    async handle({ query, after, caller, may, require }, { apps, standings }) {
      const { limit, organizationId = caller.party.within } = query
      const page = { after: textAfter(after), limit: limit + 1 }
      if (organizationId !== undefined) {
        const owner = { kind: 'organization', id: organizationId } as const
        require('app.list', { appOwner: owner })
        return pageOf((await apps.listPage({ owner, ...page })).map(appView), limit, ({ id }) => id)
      }
      if (caller.userId === undefined) {
        require('app.list', {})
        return pageOf((await apps.listPage(page)).map(appView), limit, ({ id }) => id)
      }
      const { userId } = caller
      require('app.list', { appOwner: { kind: 'user', id: userId } })
      const roles = (await standings.findStanding(userId))?.roles ?? new Map()
      const reached = (id: string) => may('app.list', { appOwner: { kind: 'organization', id } })
      const organizationIds = [...roles.keys()].filter(reached)
      const found = await apps.listPage({ people: { userId, organizationIds }, ...page })
      const { items, next } = pageOf(found, limit, ({ id }) => id)
      // A credential may reach less than the person: not what they manage for an organization that is closed to it.
      return { items: items.filter((one) => may('app.read', subjectOfApp(one))).map(appView), next }
    },
  }),
  route({
    method: 'POST',
    path: '/apps',
    id: 'registerApp',
    tag: 'Apps',
    summary: 'Register an app',
    description:
      'From its manifest. Without an owner it belongs to the person who registers it; what an operator registers, to the platform itself. The secret is shown this once.',
    action: 'app.create',
    late: true,
    raw: true,
    body: z
      .strictObject({ clientId: z.string().optional(), ...manifest.shape, ...ownership.shape })
      .meta({ id: 'NewApp' }),
    status: 201,
    answer: app.extend({ secret: newSecret.optional() }).meta({ id: 'AppWithSecret' }),
    async handle({ body, caller, origin, require }, ports) {
      const { owner: givenOwner, published: isPublished, ...given } = body
      const checked = checkBody(ownership, { owner: givenOwner, published: isPublished })
      const own = caller.userId === undefined ? undefined : ({ kind: 'user', id: caller.userId } as const)
      const owner = checked.owner ?? own
      require('app.create', { appOwner: owner })
      const registered = await registerApp(
        { manifest: given, owner, published: checked.published, actor: caller.party.actor, origin },
        ports,
      )
      if (registered.outcome === 'invalid') throw wrongFields(registered.problems)
      const { secret, app: created } = registered
      return {
        status: 201,
        location: `/apps/${created.id}`,
        body: { ...appView(created), secret: secret && { id: secret.id, secret: secret.text } },
      }
    },
  }),
  route({
    method: 'GET',
    path: '/apps/:appId',
    id: 'getApp',
    tag: 'Apps',
    summary: 'Read an app',
    action: 'app.read',
    status: 200,
    answer: app,
    find: findApp,
    handle: async ({ thing }) => ({ status: 200, body: appView(thing) }),
  }),
  route({
    method: 'GET',
    path: '/apps/:appId/profile',
    id: 'getAppProfile',
    tag: 'Apps',
    summary: 'Read what everybody may know of a published app',
    action: 'app.read_profile',
    status: 200,
    answer: appProfile,
    find: findApp,
    handle: async ({ thing }) => ({
      status: 200,
      body: {
        ...thing,
        clientId: thing.client.clientId,
        scopes: thing.client.settings.scopes,
        optionalScopes: thing.client.settings.optionalScopes,
      },
    }),
  }),
  route({
    method: 'PATCH',
    path: '/apps/:appId',
    id: 'updateApp',
    tag: 'Apps',
    summary: 'Change an app',
    description: 'Nothing is widened by it: what installations hold stays, or becomes less.',
    action: 'app.update',
    raw: true,
    body: manifest,
    status: 200,
    answer: app,
    find: findApp,
    current: appView,
    handle: async ({ thing, body, caller, origin }, ports) =>
      updated(await updateApp({ app: thing, manifest: body, actor: caller.party.actor, origin }, ports)),
  }),
  route({
    method: 'DELETE',
    path: '/apps/:appId',
    id: 'deleteApp',
    tag: 'Apps',
    summary: 'Delete an app',
    description: 'With its tokens, consents and installations. Cannot be undone.',
    action: 'app.delete',
    visible: 'app.read',
    status: 204,
    find: findApp,
    async handle({ thing, caller, origin }, ports) {
      if (!(await deleteApp({ app: thing, actor: caller.party.actor, origin }, ports))) throw notFound()
      return { status: 204 }
    },
  }),
  route({
    method: 'GET',
    path: '/apps/:appId/manifest',
    id: 'exportManifest',
    tag: 'Apps',
    summary: "Export an app's manifest",
    description: 'In the form in which it is registered; it holds no secret.',
    action: 'app.read',
    status: 200,
    answer: exportedManifest,
    find: findApp,
    handle: async ({ thing }) => ({ status: 200, body: manifestOf(thing) }),
  }),
  route({
    method: 'PUT',
    path: '/apps/:appId/manifest',
    id: 'importManifest',
    tag: 'Apps',
    summary: 'Make an app what a manifest says',
    description: 'What the manifest leaves out gets its default.',
    action: 'app.update',
    raw: true,
    body: manifest,
    status: 200,
    answer: app,
    find: findApp,
    handle: async ({ thing, body, caller, origin }, ports) =>
      updated(await updateApp({ app: thing, manifest: body, actor: caller.party.actor, origin }, ports)),
  }),
]
