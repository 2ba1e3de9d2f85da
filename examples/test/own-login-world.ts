import assert from 'node:assert/strict'
import { fixture, startTestServer, type TestServer, testDatabases } from 'mandate-testkit'
import { loginConfig } from '../../packages/mandate/src/server/config/login-config.ts'
import { giveKey } from '../../packages/mandate/test/api/keys.ts'
import { listen } from '../listen.ts'
import { type Accounts, createAccounts } from '../own-login/accounts.ts'
import { createMandateConsents } from '../own-login/mandate-consents.ts'
import { createMandateLogins, type MandateLogins } from '../own-login/mandate-logins.ts'
import { createPlatform } from '../own-login/platform.ts'

export const ida = { email: 'ida@northwind.example', password: 'the programmer of SWAC 1' }

/** The platform with its own login, and a Mandate that hands sign-ins over to it. */
export interface OwnLoginWorld {
  readonly server: TestServer
  readonly platform: string
  readonly accounts: Accounts
  readonly logins: MandateLogins
  close(): Promise<void>
}

export interface OwnLoginOptions {
  /** More of them, in the form of the state file. */
  readonly apps?: readonly object[]
  /** Whether the platform draws the question for consent, too. */
  readonly ownConsent?: boolean
}

export const startOwnLoginWorld = async (options: OwnLoginOptions = {}): Promise<OwnLoginWorld> => {
  const { apps = [], ownConsent = false } = options
  const database = await (testDatabases('sqlite')[0] ?? assert.fail('no database')).create()
  const accounts = createAccounts([
    {
      ...ida,
      id: 'person-7',
      name: 'Ida Rhodes',
      teams: [{ id: 'team-1', name: 'Standards', role: 'admin' }],
    },
  ])
  let handle: ReturnType<typeof createPlatform> | undefined
  const platform = await listen(0, () => (request, response) => handle?.(request, response))
  const server = await startTestServer({
    database,
    state: { ...fixture.world, apps: [...fixture.world.apps, ...apps] },
    config: {
      login: loginConfig({ handOff: { url: `${platform.origin}/login` } }),
      consentUrl: ownConsent ? `${platform.origin}/consent` : undefined,
    },
  })
  const operatorKey = await giveKey(server, { kind: 'operator' })
  const logins = createMandateLogins(server.issuer, operatorKey)
  const consents = createMandateConsents(server.issuer, operatorKey)
  handle = createPlatform(accounts, logins, consents, () => new Date(server.clock.now() * 1000))
  return {
    server,
    platform: platform.origin,
    accounts,
    logins,
    async close() {
      await platform.close()
      await server.close()
      await database.dispose()
    },
  }
}
