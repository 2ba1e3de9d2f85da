import { z } from 'zod'
import {
  addClientSecret,
  type ClientSecretPorts,
  revokeClientSecret,
} from '../../../platform/apps/client-secrets.ts'
import { label, seconds } from '../../../platform/state/state-fields.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery } from '../schemas.ts'
import { newSecret, secret } from './app-schemas.ts'
import { type FindAppPorts, findApp } from './find-app.ts'

export interface AppSecretRoutePorts extends Omit<ClientSecretPorts, 'apps'> {
  readonly apps: FindAppPorts['apps'] & ClientSecretPorts['apps']
  readonly prefixes: { readonly clientSecret: string }
}

const route = routeWith<AppSecretRoutePorts>()

export const appSecretRoutes = [
  route({
    method: 'GET',
    path: '/apps/:appId/secrets',
    id: 'listSecrets',
    tag: 'Apps',
    summary: "List an app's live secrets",
    action: 'secret.list',
    query: listQuery,
    status: 200,
    answer: secret,
    list: true,
    find: findApp,
    handle: async ({ thing, query: { limit }, after }) =>
      pageOfAll(thing.client.secrets, { after: textAfter(after), limit }, ({ id }) => id),
  }),
  route({
    method: 'POST',
    path: '/apps/:appId/secrets',
    id: 'addSecret',
    tag: 'Apps',
    summary: 'Add a secret',
    description: 'Beside those that there are, so that a rotation has no gap. Its text is shown this once.',
    action: 'secret.create',
    body: z
      .strictObject({
        name: label.default('secret').meta({ description: 'To tell secrets apart.' }),
        lifetime: seconds.optional().meta({ description: 'Seconds; left out, it does not expire.' }),
        revokeOthers: z.boolean().default(false).meta({ description: 'Whether the live ones end at once.' }),
      })
      .meta({ id: 'SecretToAdd' }),
    status: 201,
    answer: newSecret,
    find: findApp,
    async handle({ thing, body, caller, origin }, ports) {
      const added = await addClientSecret({ app: thing, ...body, actor: caller.party.actor, origin }, ports)
      if (added.outcome === 'public')
        throw new Problem('refused', 'A public app can keep no secret.', { reason: 'public_app' })
      if (added.outcome === 'too_many')
        throw new Problem('refused', `An app has at most ${added.limit} live secrets: revoke one first.`, {
          reason: 'too_many_secrets',
        })
      return { status: 201, body: { id: added.secret.id, secret: added.text } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/apps/:appId/secrets/:secretId',
    id: 'revokeSecret',
    tag: 'Apps',
    summary: 'Revoke a secret',
    action: 'secret.revoke',
    status: 204,
    find: findApp,
    async handle({ thing, params: { secretId }, caller, origin }, ports) {
      const found = thing.client.secrets.find(({ id }) => id === secretId)
      if (!found) throw notFound()
      const input = { app: thing, secret: found, actor: caller.party.actor, origin }
      if (!(await revokeClientSecret(input, ports))) throw notFound()
      return { status: 204 }
    },
  }),
]
