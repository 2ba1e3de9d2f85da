import { after, before, describe } from 'node:test'
import {
  createPerson,
  createRelyingParty,
  extensiveTestDatabases,
  fixture,
  type JsonResponse,
  type Parameters,
  type Person,
  type RelyingParty,
  type RelyingPartyOptions,
  startTestServer,
  type TestDatabase,
  type TestServer,
  type TestServerOptions,
  testDatabases,
} from 'mandate-testkit'

/** What the tests of one server share. It may be asked only while they run. */
export interface HttpTest {
  readonly server: TestServer
  /** An app of the world, with its secret by HTTP Basic unless told otherwise. */
  app(clientId: string, options?: Partial<RelyingPartyOptions>): RelyingParty
  /** A code for Ada, who allows what is asked; she stays signed in at her browser. */
  code(app: RelyingParty, request?: Parameters, person?: keyof typeof fixture.passwords): Promise<string>
  /** The answer to the redemption of such a code. */
  tokens(
    app: RelyingParty,
    request?: Parameters,
    person?: keyof typeof fixture.passwords,
  ): Promise<JsonResponse>
}

/** The fixture world with more apps, which are like `acme-sync` but for what is given. */
export const worldWith = (
  apps: readonly Readonly<Record<string, unknown>>[],
  more: Readonly<Record<string, unknown>> = {},
): object => {
  const [base] = fixture.world.apps
  return {
    ...fixture.world,
    ...more,
    apps: [
      ...fixture.world.apps,
      ...apps.map((app) => ({ ...base, name: app.clientId, description: undefined, ...app })),
    ],
  }
}

/** Defines tests that need a server, once for each database. */
export const onEachDatabase = (
  title: string,
  define: (http: HttpTest) => void,
  { isExtensive = false, ...options }: Omit<TestServerOptions, 'database'> & { isExtensive?: boolean } = {},
): void => {
  for (const kind of isExtensive ? extensiveTestDatabases() : testDatabases()) {
    describe(`${title} on ${kind.name}`, () => {
      let database: TestDatabase
      let server: TestServer
      before(async () => {
        database = await kind.create()
        server = await startTestServer({ ...options, database })
      })
      after(async () => {
        await server.close()
        await database.dispose()
      })

      const people = new Map<string, Person>()
      const code: HttpTest['code'] = (app, request, name = 'ada') => {
        const person = people.get(name) ?? createPerson(name)
        people.set(name, person)
        return person.authorize(app.authorizationUrl(request))
      }
      define({
        get server() {
          return server
        },
        app: (clientId, more) => createRelyingParty({ issuer: server.issuer, clientId, ...more }),
        code,
        tokens: async (app, request, person) => app.redeem(await code(app, request, person)),
      })
    })
  }
}
