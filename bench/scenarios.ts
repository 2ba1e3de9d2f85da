import { authorizePath, codeVerifier, completeFlow } from './client/code-flow.ts'
import { type Answer, exchange } from './client/exchange.ts'
import type { Cores, LoadResult, PreparedRequest } from './load/load.ts'
import { runStateful } from './load/stateful.ts'
import type { StatefulPlan } from './load/stateful-generator.ts'
import { runWrk } from './load/wrk.ts'
import { freshRefreshTokens, installedAs, type Material, organizationOf } from './peers/material.ts'
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
  opaque('opaque', () => ({})),
  jwt('jwt', () => ({})),
  introspection('introspection', ({ material }) => material.clientTokens),
  refresh('refresh', () => ({})),
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
  // The same with the app installed in an organization, so that its checks are in the path; peers that know no
  // organizations are asked without.
  opaque('opaque-installed', organizationOf),
  jwt('jwt-installed', organizationOf),
  introspection('introspection-installed', ({ material }) => material.installedTokens),
  refresh('refresh-installed', installedAs),
]

/** Those that are only run when they are asked for, or with a former build to compare with. */
export const installedScenarios = scenarios
  .map(({ name }) => name)
  .filter((name) => name.endsWith('-installed'))

type Members = Record<string, unknown>
type MoreParameters = (peer: Peer) => Record<string, string>

function opaque(name: string, more: MoreParameters): Scenario {
  return stateless({
    name,
    requests: ({ peer }) => [
      form(peer, 'token', { grant_type: 'client_credentials', scope: scopes.opaque, ...more(peer) }),
    ],
    expect: ({ access_token }) => access_token !== undefined && !isJwt(access_token),
  })
}

function jwt(name: string, more: MoreParameters): Scenario {
  return stateless({
    name,
    requests: ({ peer }) => [
      form(peer, 'token', {
        grant_type: 'client_credentials',
        scope: scopes.jwt,
        resource: jwtResource,
        ...more(peer),
      }),
    ],
    expect: ({ access_token }, { peer }) =>
      isJwt(access_token) && (peer.name === 'bare' || jwtAlgorithm(access_token) === 'ES256'),
  })
}

function introspection(name: string, tokens: (target: Target) => string[]): Scenario {
  return stateless({
    name,
    requests: (target) => tokens(target).map((token) => form(target.peer, 'introspect', { token })),
    expect: ({ active }) => active === true,
  })
}

function refresh(name: string, more: MoreParameters): Scenario {
  return {
    name,
    check: async ({ peer, material }) => {
      await freshRefreshTokens(peer, material, 1, more(peer))
    },
    prepare: async ({ peer, material }, { connections, seconds, cores }) => {
      const plan: StatefulPlan = {
        kind: 'refresh',
        port: Number(new URL(peer.origin).port),
        seconds,
        tokenPath: peer.paths.token,
        authorization: basicAuthorization(peer.client),
        refreshTokens: await freshRefreshTokens(peer, material, connections, more(peer)),
      }
      return () => runStateful(plan, cores)
    },
  }
}

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

function form(
  peer: Peer,
  endpoint: 'token' | 'introspect',
  parameters: Record<string, string>,
): PreparedRequest {
  return {
    method: 'POST',
    path: peer.paths[endpoint],
    headers: {
      authorization: basicAuthorization(peer.client),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(parameters).toString(),
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
