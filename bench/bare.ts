/**
 * The yardstick: a bare `node:http` server that parses what each scenario sends and answers a JSON of the
 * same shape and size, and does no other work. `PORT` says where it listens.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answers, codes, redirectLocation } from './answers.ts'

const discovery = answers.discovery(2200)

function answer(response: ServerResponse, body: string, cacheControl = 'no-store'): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': cacheControl,
  })
  response.end(body)
}

function readForm(request: IncomingMessage, done: (form: URLSearchParams) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => done(new URLSearchParams(Buffer.concat(chunks).toString())))
}

function tokenAnswer(form: URLSearchParams): string {
  switch (form.get('grant_type')) {
    case 'refresh_token':
      return answers.refresh
    case 'authorization_code':
      return form.get('code') === codes.openid ? answers.codeWithIdToken : answers.code
    default:
      return form.has('resource') ? answers.jwt : answers.opaque
  }
}

const server = createServer((request, response) => {
  const url = request.url ?? '/'
  const queryAt = url.indexOf('?')
  switch (queryAt < 0 ? url : url.slice(0, queryAt)) {
    case '/oauth/token':
      return readForm(request, (form) => answer(response, tokenAnswer(form)))
    case '/oauth/introspect':
      return readForm(request, () => answer(response, answers.introspection))
    case '/oauth/userinfo':
      return answer(response, answers.userinfo)
    case '/oauth/authorize': {
      const query = new URLSearchParams(url.slice(queryAt + 1))
      const code = query.get('scope')?.startsWith('openid') ? codes.openid : codes.plain
      const location = redirectLocation(query.get('redirect_uri') ?? '', query.get('state') ?? '', code)
      response.writeHead(303, { location, 'cache-control': 'no-store', 'content-length': 0 })
      return response.end()
    }
    default:
      return answer(response, discovery, 'public, max-age=3600')
  }
})
server.listen(Number(process.env.PORT), '127.0.0.1')
