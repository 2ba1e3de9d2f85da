import type { HttpRequest } from '../../src/protocol/http.ts'

/** A request as the adapters hand it over. */
export const aRequest = (given: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  path: '/',
  query: '',
  headers: {},
  body: '',
  remoteAddress: '127.0.0.1',
  requestId: 'req_test',
  ...given,
})
