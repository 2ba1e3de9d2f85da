export { type AccessibilityViolation, seriousViolations } from './axe.ts'
export { launchBrowser, type PageOptions, type TestBrowser } from './browser.ts'
export { type FakeClock, fakeClock } from './clock.ts'
export {
  type DatabaseKind,
  type DatabaseName,
  extensiveTestDatabases,
  prepareDatabases,
  type TestDatabase,
  testDatabases,
} from './databases.ts'
export {
  asJson,
  basicAuthorization,
  encodeParameters,
  type JsonResponse,
  type Parameters,
  postForm,
} from './form-request.ts'
export { type HtmlDocument, type HtmlLink, readHtml } from './html-document.ts'
export type { Form, FormControl, FormFields } from './html-form.ts'
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type NavigateOptions,
} from './http-client.ts'
export { exchange, type HttpRequest, type HttpResponse } from './http-exchange.ts'
export { createPerson, type Person, type PersonOptions } from './person.ts'
export {
  createPglitePool,
  type PgliteClient,
  type PglitePool,
  type PgliteQuery,
  type PgliteQueryable,
  type PgliteResult,
} from './pglite.ts'
export {
  createDatabase,
  dropDatabase,
  type PostgresCluster,
  type PostgresOptions,
  startPostgres,
} from './postgres.ts'
export {
  authorizationResponse,
  createRelyingParty,
  type RelyingParty,
  type RelyingPartyOptions,
} from './relying-party.ts'
export { openTestDatabase, startTestServer, type TestServer, type TestServerOptions } from './test-server.ts'
export type { Departure, WebPage } from './web-page.ts'
export * as fixture from './world.ts'
