/** Composes the management API, when the first request for it comes: see `compose.ts`. */
import { createClientAuthentication } from '../protocol/client-authentication/authenticate-client.ts'
import { clientSecretBasic } from '../protocol/client-authentication/client-secret-basic.ts'
import type { VerifySecret } from '../protocol/client-authentication/client-secrets.ts'
import type { ProtocolContext } from '../protocol/context.ts'
import type { Route } from '../protocol/http.ts'
import { parseParameters } from '../protocol/parameters.ts'
import { createSealer, deriveKey } from '../protocol/sealing.ts'
import { type AccessTokenStore, createAccessTokenFinder } from '../protocol/tokens/active-access-token.ts'
import { createAppAdministration } from '../store/app-administration.ts'
import { createAppConsents } from '../store/app-consents.ts'
import { createAttemptStore } from '../store/attempts.ts'
import type { Database } from '../store/database.ts'
import { createIdempotencyRecords } from '../store/idempotency.ts'
import { createMeters } from '../store/limiters.ts'
import { createResourceRegistry } from '../store/resources.ts'
import { createStandingStore } from '../store/standings.ts'
import { createUserAdministration } from '../store/user-administration.ts'
import { createApi } from './api/create-api.ts'
import { createCursors } from './api/cursor.ts'
import { createRateLimits } from './api/rate-limit.ts'
import type { InteractionRoutePorts } from './api/routes/interactions.ts'
import type { composePlatform } from './compose-platform.ts'

export interface ComposeApiOptions {
  readonly context: ProtocolContext
  readonly accessTokens: AccessTokenStore
  readonly database: Database
  /** The current one first. */
  readonly secrets: readonly [string, ...string[]]
  /** Shared with the pages. */
  readonly ports: ReturnType<typeof composePlatform>['ports']
  readonly verifySecret: VerifySecret
  readonly handOffCreatesOrganizations: boolean
  readonly consentWords: InteractionRoutePorts['consentWords']
}

export const composeApi = (options: ComposeApiOptions): readonly Route[] => {
  const { context, accessTokens, database, secrets, ports, handOffCreatesOrganizations } = options
  const { issuer, clock, clients } = context
  const standings = createStandingStore(database)
  const accounts = createUserAdministration(database)
  const authenticateClient = createClientAuthentication([clientSecretBasic(options.verifySecret)], clients)
  const frame = {
    issuer,
    clock,
    clients,
    standings,
    keys: ports.keys,
    findKey: ports.findKey,
    findAccessToken: createAccessTokenFinder(context, accessTokens),
    authenticateClient: (request: Parameters<typeof authenticateClient>[0]) =>
      authenticateClient(request, parseParameters('')),
    idempotency: createIdempotencyRecords(database),
    sealer: createSealer(secrets, 'idempotent answers'),
    cursors: createCursors(secrets),
    limits: createRateLimits({
      meters: createMeters(database),
      meterKey: deriveKey(secrets[0], 'management API meters'),
    }),
  }
  return createApi(frame, {
    ...ports,
    issuer,
    standings,
    handOffCreatesOrganizations,
    consentWords: options.consentWords,
    tokenPrefixes: ports.prefixes,
    apps: createAppAdministration(database),
    appConsents: createAppConsents(database),
    attempts: createAttemptStore(database),
    resources: createResourceRegistry(database),
    resourceScopes: context.resources,
    memberConsents: ports.consents,
    accounts,
    accountList: accounts,
  })
}
