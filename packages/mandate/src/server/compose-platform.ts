import { actAsUser } from '../platform/acting-as/act-as-user.ts'
import { createFindApiKey } from '../platform/api-keys/find-api-key.ts'
import type { Background } from '../platform/background.ts'
import { type InstallInput, install } from '../platform/installations/install.ts'
import { installOptions } from '../platform/installations/install-options.ts'
import { createInstallationUses } from '../platform/installations/installation-uses.ts'
import { type RequestApprovalInput, requestApproval } from '../platform/installations/request-approval.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import { createMails } from '../platform/mail/mails.ts'
import { createKnownBrowsers } from '../platform/sign-in/known-browser.ts'
import { createPasswordHasher } from '../platform/sign-in/password-hasher.ts'
import { createThrottle } from '../platform/sign-in/throttle.ts'
import type { ActingRequest } from '../protocol/acting.ts'
import type { Clock } from '../protocol/clock.ts'
import { deriveKey } from '../protocol/sealing.ts'
import { createActingStore } from '../store/acting.ts'
import { createApiKeyStore } from '../store/api-keys.ts'
import { createAppRuleStore } from '../store/app-rules.ts'
import { createApprovalRequestStore } from '../store/approval-requests.ts'
import { createAuditStore } from '../store/audit-events.ts'
import { createAuthorityStore } from '../store/authorities.ts'
import { createCatalogue } from '../store/catalogue.ts'
import { createClientStore } from '../store/clients.ts'
import { createConsentFacts } from '../store/consent-facts.ts'
import { createConsentStore } from '../store/consents.ts'
import type { Database } from '../store/database.ts'
import { createExternalIdentityStore } from '../store/external-identities.ts'
import { createInstallationStore } from '../store/installations.ts'
import { createInteractionStore } from '../store/interactions.ts'
import { createInvitationStore } from '../store/invitations.ts'
import { createLimiters } from '../store/limiters.ts'
import { createLoginChallengeStore } from '../store/login-challenges.ts'
import { createMembershipStore } from '../store/memberships.ts'
import { createOneTimeTokenStore } from '../store/one-time-tokens.ts'
import { createOrganizationStore } from '../store/organizations.ts'
import { createRegistrationFacts } from '../store/registration-facts.ts'
import { createRegistrationRequestStore } from '../store/registration-requests.ts'
import { createRegistrationStore } from '../store/registrations.ts'
import { createScopeStore } from '../store/scopes.ts'
import { createSessionStore } from '../store/sessions.ts'
import { createUserStore } from '../store/users.ts'
import type { ServerConfig } from './config.ts'
import { registeredNames } from './registered-names.ts'

export interface ComposePlatformOptions {
  readonly config: ServerConfig
  readonly database: Database
  readonly secrets: readonly [string, ...string[]]
  readonly clock: Clock
  readonly background: Background
  readonly mailer: Mailer
}

/** The platform over its stores: the ports of its verbs, for the pages and the management API. */
export const composePlatform = (options: ComposePlatformOptions) => {
  const { config, database, secrets, clock, background, mailer } = options
  const { issuer, branding } = config
  const clients = createClientStore(database)
  const snapshot = createCatalogue(database)
  const scopes = createScopeStore(database)
  const stores = {
    clients,
    catalogue: { ...snapshot, listScopes: () => scopes.listScopes() },
    consents: createConsentStore(database),
    sessions: createSessionStore(database, background),
    users: createUserStore(database),
    registrations: createRegistrationStore(database),
    registrationRequests: createRegistrationRequestStore(database),
    oneTimeTokens: createOneTimeTokenStore(database),
    audit: createAuditStore(database),
    interactions: createInteractionStore(database),
    installations: createInstallationStore(database),
    approvalRequests: createApprovalRequestStore(database),
    authorities: createAuthorityStore(database),
    loginChallenges: createLoginChallengeStore(database),
    identities: createExternalIdentityStore(database),
    facts: createConsentFacts(database),
    keys: createApiKeyStore(database),
    acting: createActingStore(database),
    organizations: createOrganizationStore(database),
    members: createMembershipStore(database),
    invitations: createInvitationStore(database),
    appRules: createAppRuleStore(database),
    scopes,
  }
  const services = {
    installationUses: createInstallationUses({ installations: stores.installations, clock }),
    registration: createRegistrationFacts(database, registeredNames),
    lifetimes: config.lifetimes,
    prefixes: config.tokenPrefixes,
    appRequests: config.appRequests,
    clock,
    background,
    mails: createMails({ issuer, platformName: branding.platformName }, { mailer, background }),
    passwords: createPasswordHasher(),
    throttle: createThrottle(deriveKey(secrets[0], 'throttle'), { limiters: createLimiters(database) }),
    knownBrowsers: createKnownBrowsers(secrets, { clock }),
  }
  const base = { ...stores, ...services }
  const actingPorts = { ...base, appsActingAsUsers: new Set(config.appsActingAsUsers) }
  const ports = {
    ...base,
    findKey: createFindApiKey({ ...base, prefixes: config.tokenPrefixes }),
    actAs: (request: ActingRequest) => actAsUser(request, actingPorts),
    installOptions: (whom: { readonly appId: string; readonly userId: string }) => installOptions(whom, base),
    install: (input: InstallInput) => install(input, base),
    requestApproval: (input: RequestApprovalInput) => requestApproval(input, base),
  }
  return { ports, clients, catalogue: snapshot }
}
