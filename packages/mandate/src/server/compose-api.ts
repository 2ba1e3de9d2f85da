/** Composes the management API, when the first request for it comes: see `compose.ts`. */
import type { ListConsentsPorts } from '../platform/consents/list-consents.ts'
import type { RevokeConsentPorts } from '../platform/consents/revoke-consent.ts'
import type { ListSessionsPorts } from '../platform/sessions/list-sessions.ts'
import type { RevokeAllSessionsPorts } from '../platform/sessions/revoke-all-sessions.ts'
import type { RevokeSessionPorts } from '../platform/sessions/revoke-session.ts'
import type { ProtocolContext } from '../protocol/context.ts'
import type { Route } from '../protocol/http.ts'
import { createSealer, deriveKey } from '../protocol/sealing.ts'
import { type AccessTokenStore, createAccessTokenFinder } from '../protocol/tokens/active-access-token.ts'
import { createAppAdministration } from '../store/app-administration.ts'
import { createAuditStore } from '../store/audit-events.ts'
import type { Database } from '../store/database.ts'
import { createIdempotencyRecords } from '../store/idempotency.ts'
import { createFindKey } from '../store/key-principals.ts'
import { createMeters } from '../store/limiters.ts'
import { createRegistrationFacts } from '../store/registration-facts.ts'
import { createResourceRegistry } from '../store/resources.ts'
import { createScopeStore } from '../store/scopes.ts'
import { createStandingStore } from '../store/standings.ts'
import { createUserAdministration } from '../store/user-administration.ts'
import { createUserStore } from '../store/users.ts'
import { createApi } from './api/create-api.ts'
import { createCursors } from './api/cursor.ts'
import { createRateLimits } from './api/rate-limit.ts'
import type { LoginChallengeRoutePorts } from './api/routes/login-challenges.ts'
import { registeredNames } from './registered-names.ts'

export interface ComposeApiOptions {
  readonly context: ProtocolContext
  readonly accessTokens: AccessTokenStore
  readonly database: Database
  /** The current one first. */
  readonly secrets: readonly [string, ...string[]]
  /** Shared with the pages. */
  readonly ports: ListSessionsPorts &
    RevokeSessionPorts &
    RevokeAllSessionsPorts &
    ListConsentsPorts &
    RevokeConsentPorts &
    Omit<LoginChallengeRoutePorts, 'issuer' | 'handOffCreatesOrganizations'>
  readonly handOffCreatesOrganizations: boolean
}

export const composeApi = ({
  context,
  accessTokens,
  database,
  secrets,
  ports,
  handOffCreatesOrganizations,
}: ComposeApiOptions): readonly Route[] => {
  const { issuer, clock, clients } = context
  const standings = createStandingStore(database)
  const accounts = createUserAdministration(database)
  return createApi(
    {
      issuer,
      clock,
      clients,
      standings,
      findAccessToken: createAccessTokenFinder(context, accessTokens),
      findKey: createFindKey(database, clock),
      idempotency: createIdempotencyRecords(database),
      sealer: createSealer(secrets, 'idempotent answers'),
      cursors: createCursors(secrets),
      limits: createRateLimits({
        meters: createMeters(database),
        meterKey: deriveKey(secrets[0], 'management API meters'),
      }),
    },
    {
      ...ports,
      issuer,
      clock,
      standings,
      handOffCreatesOrganizations,
      prefixes: { clientId: 'client_', clientSecret: context.prefixes.clientSecret },
      lifetimes: context.lifetimes,
      registration: createRegistrationFacts(database, registeredNames),
      apps: createAppAdministration(database),
      scopes: createScopeStore(database),
      resources: createResourceRegistry(database),
      users: createUserStore(database),
      accounts,
      accountList: accounts,
      audit: createAuditStore(database),
    },
  )
}
