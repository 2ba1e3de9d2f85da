import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { JWTPayload } from 'jose'
import {
  authorizationResponse,
  createPerson,
  createRelyingParty,
  type JsonResponse,
  type Parameters,
  type Person,
  type RelyingParty,
  type WebPage,
} from 'mandate-testkit'
import { type AuthorizationExchange, checkSuccessfulResponse } from './authorization-response-conditions.ts'
import { client, type OpUnderTest, type StaticClient, secret } from './op-under-test.ts'
import { checkIdToken, checkTokenResponse } from './token-conditions.ts'

export interface Flow extends AuthorizationExchange {
  readonly code: string
  readonly tokens: JsonResponse
  readonly idToken: JWTPayload
}

/** One module of the suite at work: a browser without cookies, and the steps that most modules share. */
export interface ModuleRun {
  readonly op: OpUnderTest
  readonly person: Person
  /** The names of the conditions that the suite would show as warnings. */
  readonly warnings: string[]
  /** A condition whose failure is a warning in the suite. */
  warn(condition: string, check: () => void): void
  relyingParty(of: StaticClient): RelyingParty
  /** A right authorization request as the suite builds it: state, nonce, no PKCE. */
  request(changes?: Parameters, of?: StaticClient): URL
  exchanged(request: URL, page: WebPage): AuthorizationExchange
  /** Redeems the code of an authorization response, and checks it with all that comes. */
  redeem(exchanged: AuthorizationExchange, changes?: Parameters, of?: StaticClient): Promise<Flow>
  /** A whole flow: authorization, token, userinfo. */
  flow(changes?: Parameters, of?: StaticClient): Promise<Flow>
}

const random = (): string => randomBytes(12).toString('base64url')

export const createModuleRun = (op: OpUnderTest): ModuleRun => {
  const person = createPerson(op.person)
  const warnings: string[] = []

  const relyingParty = ({ clientId, redirectUri, authentication }: StaticClient) =>
    createRelyingParty({ issuer: op.server.issuer, clientId, redirectUri, secret, authentication })

  const request: ModuleRun['request'] = (changes = {}, of = client) =>
    new URL(
      relyingParty(of).authorizationUrl({
        state: random(),
        nonce: random(),
        code_challenge: undefined,
        code_challenge_method: undefined,
        ...changes,
      }),
    )

  const exchanged: ModuleRun['exchanged'] = (url, page) => ({
    issuer: op.server.issuer,
    redirectUri: url.searchParams.get('redirect_uri') ?? '',
    request: url.searchParams,
    response: authorizationResponse(page),
  })

  const redeem: ModuleRun['redeem'] = async (authorization, changes = {}, of = client) => {
    const code = checkSuccessfulResponse(authorization)
    const tokens = await relyingParty(of).redeem(code, { code_verifier: undefined, ...changes })
    checkTokenResponse(tokens)
    const nonce = authorization.request.get('nonce')
    const idToken = await checkIdToken(tokens.json.id_token, op, { clientId: of.clientId, nonce })
    return { ...authorization, code, tokens, idToken }
  }

  return {
    op,
    person,
    warnings,
    warn(condition, check) {
      try {
        check()
      } catch (error) {
        if (!(error instanceof assert.AssertionError)) throw error
        warnings.push(condition)
      }
    },
    relyingParty,
    request,
    exchanged,
    redeem,
    async flow(changes, of = client) {
      const url = request(changes, of)
      const flow = await redeem(exchanged(url, await person.visit(url.href)), {}, of)
      const userinfo = await relyingParty(of).userinfo(flow.tokens.json.access_token)
      assert.equal(userinfo.status, 200)
      return flow
    },
  }
}
