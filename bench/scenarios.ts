import { authorizePath, codeVerifier, completeFlow } from './client/code-flow.ts'
import { type Answer, exchange } from './client/exchange.ts'
import type { Cores, LoadResult, PreparedRequest } from './load/load.ts'
import { runStateful } from './load/stateful.ts'
import type { StatefulPlan } from './load/stateful-generator.ts'
import { runWrk } from './load/wrk.ts'
import { freshRefreshTokens, type Material } from './peers/material.ts'
import { basicAuthorization, jwtResource, type Peer, scopes } from './peers/peer.ts'

/** A running peer and what it is to be asked. */
export type Target = { peer: Peer; material: Material }

/** How long, how wide, where. */
export type LoadOptions = { connections: number; seconds: number; cores: Partial<Cores>; directory: string }

/** One thing to measure. */
export type Scenario = {
  name: string
  /** One exchange, whose answer is looked at; throws when it isn't what the load will count as an answer. */
  check(target: Target): Promise<void>
  /** Gathers what the load needs; the result runs it. Only the latter is measured. */
  prepare(target: Target, options: LoadOptions): Promise<() => Promise<LoadResult>>
}

/** Every scenario, in the order of the table. */
export const scenarios: Scenario[] = [
  stateless({
    name: 'discovery',
    requests: ({ peer }) => [{ method: 'GET', path: peer.paths.discovery, headers: {} }],
    expect: ({ issuer }) => issuer !== undefined,
  }),
  stateless({
    name: 'opaque',
    requests: ({ peer }) => [form(peer, 'token', `grant_type=client_credentials&scope=${scopes.opaque}`)],
    expect: ({ access_token }) => access_token !== undefined && !isJwt(access_token),
  }),
  stateless({
    name: 'jwt',
    requests: ({ peer }) => [
      form(
        peer,
        'token',
        new URLSearchParams({
          grant_type: 'client_credentials',
          scope: scopes.jwt,
          resource: jwtResource,
        }).toString(),
      ),
    ],
    expect: ({ access_token }, { peer }) =>
      isJwt(access_token) && (peer.name === 'bare' || jwtAlgorithm(access_token) === 'ES256'),
  }),
  stateless({
    name: 'introspection',
    requests: ({ peer, material }) =>
      material.clientTokens.map((token) => form(peer, 'introspect', `token=${token}`)),
    expect: ({ active }) => active === true,
  }),
  {
    name: 'refresh',
    check: async ({ peer, material }) => {
      await freshRefreshTokens(peer, material, 1)
    },
    prepare: async ({ peer, material }, { connections, seconds, cores }) => {
      const plan: StatefulPlan = {
        kind: 'refresh',
        port: Number(new URL(peer.origin).port),
        seconds,
        tokenPath: peer.paths.token,
        authorization: basicAuthorization(peer.client),
        refreshTokens: await freshRefreshTokens(peer, material, connections),
      }
      return () => runStateful(plan, cores)
    },
  },
  stateless({
    name: 'userinfo',
    requests: ({ peer, material }) =>
      material.userTokens.map((token) => ({
        method: 'GET',
        path: peer.paths.userinfo,
        headers: { authorization: `Bearer ${token}` },
      })),
    expect: ({ sub, email }) => sub !== undefined && email !== undefined,
  }),
  codeFlow('flow', scopes.opaque),
  codeFlow('flow-openid', scopes.openid),
]

type Members = Record<string, unknown>

function stateless(scenario: {
  name: string
  requests: (target: Target) => PreparedRequest[]
  expect: (members: Members, target: Target) => boolean
}): Scenario {
  return {
    name: scenario.name,
    check: async (target) => {
      const [request] = scenario.requests(target)
      if (!request) throw new Error(`${scenario.name}: nothing to send`)
      const answer = await sendPrepared(target.peer, request)
      if (answer.status === 200 && scenario.expect(JSON.parse(answer.body), target)) return
      throw new Error(`${target.peer.name}, ${scenario.name}: ${answer.status} ${answer.body.slice(0, 300)}`)
    },
    prepare: async (target, options) => {
      const requests = scenario.requests(target)
      return () => runWrk({ ...options, origin: target.peer.origin, requests })
    },
  }
}

function codeFlow(name: string, scope: string): Scenario {
  return {
    name,
    check: async ({ peer, material }) => {
      const tokens = await completeFlow(peer, material.cookie, scope)
      const wanted = scope.startsWith('openid')
      if ((tokens.id_token !== undefined) !== wanted) throw new Error(`${peer.name}, ${name}: ID token?`)
    },
    prepare: async ({ peer, material }, { connections, seconds, cores }) => {
      const plan: StatefulPlan = {
        kind: 'flow',
        port: Number(new URL(peer.origin).port),
        seconds,
        connections,
        tokenPath: peer.paths.token,
        authorization: basicAuthorization(peer.client),
        authorizePath: authorizePath(peer, scope),
        cookie: material.cookie,
        redirectUri: peer.client.redirectUri,
        codeVerifier,
      }
      return () => runStateful(plan, cores)
    },
  }
}

function form(peer: Peer, endpoint: 'token' | 'introspect', body: string): PreparedRequest {
  return {
    method: 'POST',
    path: peer.paths[endpoint],
    headers: {
      authorization: basicAuthorization(peer.client),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body,
  }
}

function sendPrepared(peer: Peer, { method, path, headers, body }: PreparedRequest): Promise<Answer> {
  return exchange(peer.origin + path, { method, headers, ...(body && { form: new URLSearchParams(body) }) })
}

function isJwt(token: unknown): token is string {
  return typeof token === 'string' && token.split('.').length === 3
}

function jwtAlgorithm(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).alg
}
