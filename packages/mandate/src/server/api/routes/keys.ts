import { z } from 'zod'
import type { ApiKey } from '../../../platform/api-keys/api-key.ts'
import { createOperatorKey } from '../../../platform/api-keys/create-operator-key.ts'
import {
  type CreateOrganizationKeyPorts,
  createOrganizationKey,
} from '../../../platform/api-keys/create-organization-key.ts'
import {
  type CreatePersonalTokenPorts,
  createPersonalToken,
} from '../../../platform/api-keys/create-personal-token.ts'
import type { KeyList } from '../../../platform/api-keys/manage-keys.ts'
import { type RevokeKeyPorts, revokeKey } from '../../../platform/api-keys/revoke-key.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound } from '../problem.ts'
import { type Call, routeWith } from '../route.ts'
import { listQuery } from '../schemas.ts'
import { findOrganization } from './find-organization.ts'
import { key, keyLifetime, keyName, keyRefused, keyScopes, newKey } from './key-schemas.ts'
import { findUser, type UserRoutePorts } from './users.ts'

export interface KeyRoutePorts
  extends FindOrganizationPorts,
    Pick<UserRoutePorts, 'users'>,
    Omit<CreatePersonalTokenPorts, 'keys' | 'prefixes'> {
  readonly keys: CreatePersonalTokenPorts['keys'] &
    CreateOrganizationKeyPorts['keys'] &
    KeyList['keys'] &
    RevokeKeyPorts['keys']
  readonly tokenPrefixes: CreatePersonalTokenPorts['prefixes']
}

const route = routeWith<KeyRoutePorts>()

const making = ({ keys, tokenPrefixes, catalogue, clock }: KeyRoutePorts) => ({
  keys,
  prefixes: tokenPrefixes,
  catalogue,
  clock,
})

const revoke = async (
  { thing, caller, origin }: Pick<Call<string, unknown, unknown, ApiKey>, 'thing' | 'caller' | 'origin'>,
  ports: KeyRoutePorts,
): Promise<{ readonly status: number }> => {
  const input = { key: thing, actor: caller.party.actor, origin }
  if (!(await revokeKey(input, ports))) throw notFound()
  return { status: 204 }
}

/** A key of that kind, and of nobody else. */
const findKey = async (
  id: string,
  isMeant: (found: ApiKey) => boolean,
  { keys, clock }: KeyRoutePorts,
): Promise<ApiKey | undefined> => {
  const found = await keys.find(id, clock.now())
  return found && isMeant(found) ? found : undefined
}

export const keyRoutes = [
  route({
    method: 'GET',
    path: '/users/:userId/personal-tokens',
    id: 'listPersonalTokens',
    tag: 'Keys',
    summary: "List a user's live personal API tokens",
    action: 'personal_key.list',
    query: listQuery,
    status: 200,
    answer: key,
    list: true,
    find: findUser,
    async handle({ thing, query: { limit }, after, clock }, { keys }) {
      const found = await keys.list({ kind: 'personal', userId: thing.id }, clock.now())
      return pageOfAll(found, { after: textAfter(after), limit }, ({ id }) => id)
    },
  }),
  route({
    method: 'POST',
    path: '/users/:userId/personal-tokens',
    id: 'createPersonalToken',
    tag: 'Keys',
    summary: 'Make a personal API token',
    description:
      'Shown this once. One that is made by another token holds no more, reaches no further and lives no longer.',
    action: 'personal_key.create',
    visible: 'personal_key.list',
    late: true,
    body: z
      .strictObject({
        name: keyName,
        scopes: keyScopes,
        lifetime: keyLifetime,
        organizationId: z.string().optional().meta({
          description: 'The only organization in which it acts; left out: wherever the person may.',
        }),
      })
      .meta({ id: 'NewPersonalToken' }),
    status: 201,
    answer: newKey,
    find: findUser,
    async handle({ thing, body, caller, origin, require }, ports) {
      const { organizationId } = body
      require('personal_key.create', { userId: thing.id, organizationId }, 'personal_key.list')
      const maker = caller.credential?.kind === 'access_token' ? 'app' : caller.key
      const input = { userId: thing.id, ...body, maker, actor: caller.party.actor, origin } as const
      const made = await createPersonalToken(input, making(ports))
      if (made.outcome === 'refused') throw keyRefused(made)
      return { status: 201, body: { ...made.key, token: made.text } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:userId/personal-tokens/:keyId',
    id: 'revokePersonalToken',
    tag: 'Keys',
    summary: 'Revoke a personal API token',
    description: 'And those that were made by it.',
    action: 'personal_key.revoke',
    visible: 'personal_key.list',
    status: 204,
    async find(params, ports, caller) {
      const found = await findUser(params, ports, caller)
      const isTheirs = (one: ApiKey) => one.kind === 'personal' && one.userId === found?.thing.id
      const thing = found && (await findKey(params.keyId, isTheirs, ports))
      return (
        thing && {
          thing,
          subject: { userId: thing.userId, organizationId: thing.organizationId },
        }
      )
    },
    handle: revoke,
  }),
  route({
    method: 'GET',
    path: '/organizations/:organizationId/personal-tokens',
    id: 'listPersonalTokensOfOrganization',
    tag: 'Keys',
    summary: 'List the personal API tokens that are confined to an organization',
    action: 'personal_key.list',
    visible: 'organization.read',
    query: listQuery,
    status: 200,
    answer: key,
    list: true,
    find: findOrganization,
    async handle({ thing, query: { limit }, after, clock }, { keys }) {
      const found = await keys.list({ kind: 'personal', organizationId: thing.id }, clock.now())
      return pageOfAll(found, { after: textAfter(after), limit }, ({ id }) => id)
    },
  }),
  route({
    method: 'GET',
    path: '/organizations/:organizationId/api-keys',
    id: 'listOrganizationKeys',
    tag: 'Keys',
    summary: "List an organization's live API keys",
    action: 'organization_key.list',
    visible: 'organization.read',
    query: listQuery,
    status: 200,
    answer: key,
    list: true,
    find: findOrganization,
    async handle({ thing, query: { limit }, after, clock }, { keys }) {
      const found = await keys.list({ kind: 'organization', organizationId: thing.id }, clock.now())
      return pageOfAll(found, { after: textAfter(after), limit }, ({ id }) => id)
    },
  }),
  route({
    method: 'POST',
    path: '/organizations/:organizationId/api-keys',
    id: 'createOrganizationKey',
    tag: 'Keys',
    summary: 'Make an API key of an organization',
    description: 'Names the organization to the API of the platform; it opens nothing here. Shown this once.',
    action: 'organization_key.create',
    visible: 'organization.read',
    body: z
      .strictObject({ name: keyName, scopes: keyScopes, lifetime: keyLifetime })
      .meta({ id: 'NewOrganizationKey' }),
    status: 201,
    answer: newKey,
    find: findOrganization,
    async handle({ thing, body, caller, origin }, ports) {
      const organization = { id: thing.id, ceiling: thing.policy.scopeCeiling }
      const input = { organization, ...body, actor: caller.party.actor, origin }
      const made = await createOrganizationKey(input, making(ports))
      if (made.outcome === 'refused') throw keyRefused(made)
      return { status: 201, body: { ...made.key, token: made.text } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/organizations/:organizationId/api-keys/:keyId',
    id: 'revokeOrganizationKey',
    tag: 'Keys',
    summary: 'Revoke an API key of an organization',
    action: 'organization_key.revoke',
    visible: 'organization.read',
    status: 204,
    async find(params, ports) {
      const found = await findOrganization(params, ports)
      const isTheirs = (one: ApiKey) => one.kind === 'organization' && one.organizationId === found?.thing.id
      const thing = found && (await findKey(params.keyId, isTheirs, ports))
      return thing && { thing, subject: found.subject }
    },
    handle: revoke,
  }),
  route({
    method: 'GET',
    path: '/operator-keys',
    id: 'listOperatorKeys',
    tag: 'Keys',
    summary: 'List the live operator keys',
    action: 'operator_key.list',
    query: listQuery,
    status: 200,
    answer: key,
    list: true,
    async handle({ query: { limit }, after, clock }, { keys }) {
      const found = await keys.list({ kind: 'operator' }, clock.now())
      return pageOfAll(found, { after: textAfter(after), limit }, ({ id }) => id)
    },
  }),
  route({
    method: 'POST',
    path: '/operator-keys',
    id: 'createOperatorKey',
    tag: 'Keys',
    summary: 'Make an operator key',
    description: 'It opens everything here. Shown this once.',
    action: 'operator_key.create',
    body: z.strictObject({ name: keyName, lifetime: keyLifetime }).meta({ id: 'NewOperatorKey' }),
    status: 201,
    answer: newKey,
    async handle({ body, caller, origin }, ports) {
      const made = await createOperatorKey({ ...body, actor: caller.party.actor, origin }, making(ports))
      if (made.outcome === 'refused') throw keyRefused(made)
      return { status: 201, body: { ...made.key, token: made.text } }
    },
  }),
  route({
    method: 'DELETE',
    path: '/operator-keys/:keyId',
    id: 'revokeOperatorKey',
    tag: 'Keys',
    summary: 'Revoke an operator key',
    action: 'operator_key.revoke',
    status: 204,
    async find({ keyId }, ports) {
      const thing = await findKey(keyId, (one) => one.kind === 'operator', ports)
      return thing && { thing, subject: {} }
    },
    handle: revoke,
  }),
]
