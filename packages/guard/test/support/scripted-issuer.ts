import type { IncomingMessage } from 'node:http'
import type { TestContext } from 'node:test'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { listen } from './listen.ts'

/** One answer of the scripted issuer: a status and a body, JSON unless it is text. */
export interface ScriptedAnswer {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An issuer that answers as a test wants, also wrongly, and remembers what it was asked. */
export interface ScriptedIssuer {
  readonly issuer: string
  /** By path; a path that is missing answers 404. */
  readonly answers: Map<string, ScriptedAnswer>
  readonly requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[]
  /** The key that is published, and that `sign` uses the private half of. */
  readonly publicKey: CryptoKey
  /** A JWT access token that is right but for what is given. */
  sign(claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
}

export const AUDIENCE = 'urn:example:api'

/** What introspection says of a good token. */
export const ACTIVE = {
  active: true,
  token_type: 'Bearer',
  sub: 'ada',
  client_id: 'app',
  aud: AUDIENCE,
  scope: 'posts:read',
  iat: 1_800_000_000,
  exp: 1_800_000_300,
  jti: 'one',
}

/** The time at which `ACTIVE` is active. */
export const NOW = 1_800_000_100

/** Starts a scripted issuer that is right in everything until `answers` is changed. */
export const startScriptedIssuer = async (test: TestContext, path = ''): Promise<ScriptedIssuer> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const answers = new Map<string, ScriptedAnswer>()
  const requests: ScriptedIssuer['requests'] = []
  const origin = await listen(test, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const url = request.url ?? ''
    requests.push({ method: request.method ?? '', path: url, headers: request.headers, body })
    const answer = answers.get(url) ?? { status: 404, body: {} }
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {})
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    response.end(text)
  })
  const issuer = `${origin}${path}`
  answers.set(`/.well-known/oauth-authorization-server${path}`, {
    body: { issuer, jwks_uri: `${issuer}/jwks`, introspection_endpoint: `${issuer}/introspect` },
  })
  answers.set(`${path}/jwks`, {
    body: { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] },
  })
  answers.set(`${path}/introspect`, { body: ACTIVE })
  return {
    issuer,
    answers,
    requests,
    publicKey,
    sign: (claims = {}, header = {}) => {
      const { active: _, token_type: __, ...good } = ACTIVE
      return new SignJWT({ iss: issuer, ...good, ...claims } as JWTPayload)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'one', ...header })
        .sign(privateKey)
    },
  }
}
