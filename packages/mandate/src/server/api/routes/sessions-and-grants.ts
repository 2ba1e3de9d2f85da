import { z } from 'zod'
import { type ListConsentsPorts, listConsents } from '../../../platform/consents/list-consents.ts'
import { type RevokeConsentPorts, revokeConsent } from '../../../platform/consents/revoke-consent.ts'
import { type ListSessionsPorts, listSessions } from '../../../platform/sessions/list-sessions.ts'
import {
  type RevokeAllSessionsPorts,
  revokeAllSessions,
} from '../../../platform/sessions/revoke-all-sessions.ts'
import { type RevokeSessionPorts, revokeSession } from '../../../platform/sessions/revoke-session.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery, time } from '../schemas.ts'
import { findUser, type UserRoutePorts } from './users.ts'

export type SessionAndGrantRoutePorts = Pick<UserRoutePorts, 'users'> &
  ListConsentsPorts &
  RevokeConsentPorts &
  ListSessionsPorts &
  RevokeSessionPorts &
  RevokeAllSessionsPorts

const route = routeWith<SessionAndGrantRoutePorts>()

const session = z
  .object({
    id: z.string(),
    userAgent: z.string().optional(),
    address: z.string().optional(),
    amr: z.array(z.string()).readonly().meta({ description: 'How the person signed in (RFC 8176).' }),
    authenticatedAt: time,
    createdAt: time,
    lastSeenAt: time,
    expiresAt: time,
  })
  .meta({ id: 'Session' })

const grant = z
  .object({
    id: z.string(),
    appId: z.string(),
    appName: z.string(),
    actorMode: z.enum(['app', 'self']),
    scopes: z.array(z.string()).readonly(),
    installationId: z.string().optional(),
    organization: z.object({ id: z.string(), slug: z.string(), name: z.string() }).optional(),
    createdAt: time,
    updatedAt: time,
    lastUsedAt: time.optional(),
  })
  .meta({ id: 'Grant' })

export const sessionAndGrantRoutes = [
  route({
    method: 'GET',
    path: '/users/:userId/sessions',
    id: 'listSessions',
    tag: 'Users',
    summary: 'List the browsers in which a user is signed in',
    action: 'session.list',
    query: listQuery,
    status: 200,
    answer: session,
    list: true,
    find: findUser,
    handle: async ({ thing, query: { limit }, after }, ports) =>
      pageOfAll(await listSessions(thing.id, ports), { after: textAfter(after), limit }, ({ id }) => id),
  }),
  route({
    method: 'DELETE',
    path: '/users/:userId/sessions',
    id: 'revokeSessions',
    tag: 'Users',
    summary: 'Sign a user out everywhere',
    action: 'session.revoke',
    visible: 'session.list',
    status: 204,
    find: findUser,
    async handle({ thing, caller, origin }, ports) {
      await revokeAllSessions({ userId: thing.id, actor: caller.party.actor, origin }, ports)
      return { status: 204 }
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:userId/sessions/:sessionId',
    id: 'revokeSession',
    tag: 'Users',
    summary: 'Sign a user out in one browser',
    action: 'session.revoke',
    visible: 'session.list',
    status: 204,
    find: findUser,
    async handle({ thing, params: { sessionId }, caller, origin }, ports) {
      const input = { sessionId, userId: thing.id, actor: caller.party.actor, origin }
      if (!(await revokeSession(input, ports))) throw notFound()
      return { status: 204 }
    },
  }),
  route({
    method: 'GET',
    path: '/users/:userId/grants',
    id: 'listGrants',
    tag: 'Users',
    summary: 'List what a user allowed apps to do',
    action: 'grant.list',
    query: listQuery,
    status: 200,
    answer: grant,
    list: true,
    find: findUser,
    handle: async ({ thing, query: { limit }, after }, ports) =>
      pageOfAll(await listConsents(thing.id, ports), { after: textAfter(after), limit }, ({ id }) => id),
  }),
  route({
    method: 'DELETE',
    path: '/users/:userId/grants/:grantId',
    id: 'revokeGrant',
    tag: 'Users',
    summary: 'Take back what a user allowed an app',
    description: 'Ends the tokens that came of it at once.',
    action: 'grant.revoke',
    visible: 'grant.list',
    status: 204,
    find: findUser,
    async handle({ thing, params: { grantId }, caller, origin }, ports) {
      const input = { consentId: grantId, userId: thing.id, actor: caller.party.actor, origin }
      if (!(await revokeConsent(input, ports))) throw notFound()
      return { status: 204 }
    },
  }),
]
