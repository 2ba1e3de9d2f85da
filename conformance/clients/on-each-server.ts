import { after, before, describe } from 'node:test'
import {
  createPerson,
  type Person,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
  type WebPage,
} from 'mandate-testkit'

/** What the tests of one client library share. It may be asked only while they run. */
export interface Interop {
  readonly server: TestServer
  readonly issuer: URL
  /** Ada at her browser, where she stays signed in. */
  readonly ada: Person
}

/** The fixture world on each database, under an issuer without a path and one with; the time is that of the machine. */
export const onEachServer = (title: string, define: (interop: Interop) => void): void => {
  for (const kind of testDatabases()) {
    for (const issuerPath of ['', '/tenants/one']) {
      describe(`${title} on ${kind.name}, issuer path ${issuerPath || 'none'}`, () => {
        let database: TestDatabase
        let server: TestServer
        const ada = createPerson('ada')
        before(async () => {
          database = await kind.create()
          server = await startTestServer({ database, issuerPath, startsAt: Math.floor(Date.now() / 1000) })
        })
        after(async () => {
          await server.close()
          await database.dispose()
        })
        define({
          get server() {
            return server
          },
          get issuer() {
            return new URL(server.issuer)
          },
          ada,
        })
      })
    }
  }
}

/** What an app sees of the response at its redirect URI: a GET, or the form that the browser posted. */
export const receive = ({ left }: WebPage): Request => {
  if (!left) throw new Error('the browser did not leave')
  return left.method === 'GET'
    ? new Request(left.url)
    : new Request(left.url, { method: 'POST', body: left.fields })
}
