import type { TestContext } from 'node:test'
import { createTestIssuer, type TestIssuer } from 'mandate-guard/testing'
import { listen } from './listen.ts'

/** What the issuer was asked. */
export interface Asked {
  readonly path: string
  readonly form: URLSearchParams
}

/** A test issuer that is reached by HTTP, and remembers what it was asked. */
export const startHttpTestIssuer = async (
  test: TestContext,
): Promise<TestIssuer & { readonly asked: Asked[]; asks(path: string): Asked[] }> => {
  const asked: Asked[] = []
  let issuer: TestIssuer | undefined
  const origin = await listen(test, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const path = request.url ?? ''
    asked.push({ path, form: new URLSearchParams(body) })
    const headers = { authorization: request.headers.authorization ?? '' }
    const answer = await issuer?.fetch(`${origin}${path}`, { headers, body })
    response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' })
    response.end(await answer?.text())
  })
  const made = createTestIssuer({ issuer: origin })
  issuer = made
  const { fetch: _, ...options } = made.options
  return { ...made, options, asked, asks: (path) => asked.filter((one) => one.path === path) }
}
