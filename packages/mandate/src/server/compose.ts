/** The composition root: the only file that knows every folder. Which grant types and methods there are stands here. */
import { loadAssets } from '../console/assets.ts'
import { createAuthorizationPages } from '../console/authorization-pages.ts'
import { createConsentWords } from '../console/consent-words.ts'
import { createCookies } from '../console/cookies.ts'
import { createCsrf } from '../console/csrf.ts'
import { createErrorPages } from '../console/error-page.ts'
import { upstreamPath } from '../console/external-logins.ts'
import { basePathOf, type PageEnvironment } from '../console/page-environment.ts'
import { createPerson } from '../console/person.ts'
import { type ConsoleDependencies, consoleRoutes } from '../console/routes.ts'
import { en } from '../console/strings/en.ts'
import { createPlatformCredentials } from '../platform/api-keys/platform-credentials.ts'
import { createAuthorities } from '../platform/authority/create-authorities.ts'
import { createBackground } from '../platform/background.ts'
import { rememberConsent } from '../platform/consents/remember-consent.ts'
import { expireInstallations } from '../platform/installations/expire-installations.ts'
import { findSession } from '../platform/sessions/find-session.ts'
import type { AuthorizationChecks } from '../protocol/authorization/pipeline.ts'
import { createAuthorizationServer } from '../protocol/authorization-server.ts'
import { clientSecretBasic } from '../protocol/client-authentication/client-secret-basic.ts'
import { clientSecretPost } from '../protocol/client-authentication/client-secret-post.ts'
import { createSecretVerifier } from '../protocol/client-authentication/client-secrets.ts'
import { none } from '../protocol/client-authentication/none.ts'
import { type Clock, systemClock } from '../protocol/clock.ts'
import type { ProtocolContext } from '../protocol/context.ts'
import { authorizationCode } from '../protocol/grant-types/authorization-code.ts'
import { clientCredentials } from '../protocol/grant-types/client-credentials.ts'
import type { GrantType } from '../protocol/grant-types/grant-type.ts'
import { refreshToken } from '../protocol/grant-types/refresh-token.ts'
import { createSealer } from '../protocol/sealing.ts'
import { openKeyRing } from '../protocol/tokens/signing-keys.ts'
import { createAccessTokenStore } from '../store/access-tokens.ts'
import { createAuthorizationCodeStore } from '../store/authorization-codes.ts'
import type { Database, Step } from '../store/database.ts'
import { createExpiredRows } from '../store/expired-rows.ts'
import { pendingMigrations } from '../store/migrate.ts'
import { createRefreshTokenStore } from '../store/refresh-tokens.ts'
import { createRevocationStore } from '../store/revocations.ts'
import { createSigningKeyStore } from '../store/signing-keys.ts'
import { createUserClaims } from '../store/user-claims.ts'
import { apiPath } from './api/api-path.ts'
import { apiRefusals } from './api/refusals.ts'
import { composeAppLogs } from './compose-app-logs.ts'
import { type ComposedMail, composeMail } from './compose-mail.ts'
import { composePlatform } from './compose-platform.ts'
import type { ServerConfig } from './config.ts'
import { formActionOf } from './form-action-of.ts'
import { healthRoutes } from './health-routes.ts'
import { type Application, createApplication } from './http/application.ts'
import { removeExpired } from './jobs/remove-expired.ts'
import { startJob } from './jobs/start-job.ts'
import { createLog, type Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createOpenidProvider } from './upstream/openid-provider.ts'

export interface ComposeOptions {
  readonly config: ServerConfig
  /** Migrated; closed by the caller. */
  readonly database: Database
  /** The current one first. */
  readonly secrets: readonly [string, ...string[]]
  readonly clock?: Clock
  /** More grant types, registered as the built-in ones are. */
  readonly grantTypes?: (context: ProtocolContext, database: Database) => readonly GrantType[]
  /** What the start page shows of a demo. */
  readonly demo?: ConsoleDependencies['demo']
  /** Another table of checks, for the tests that take one out. */
  readonly authorizationChecks?: AuthorizationChecks
}

export interface Composed {
  readonly application: Application
  readonly log: Log
  /** Set where mails are shown in the browser instead of being sent: on loopback without a mail server. */
  readonly developmentMails: ComposedMail['development']
  /** Ends jobs and what still runs in the background. */
  stop(): Promise<void>
}

/** How often keys are read anew, so that every instance publishes a new one long before it signs. Seconds. */
const reloadKeysEvery = 60
const removeExpiredEvery = 300

export const compose = async (options: ComposeOptions): Promise<Composed> => {
  const { config, database, secrets, clock = systemClock } = options
  const { issuer, branding } = config
  const log = createLog(config.logLevel)
  const metrics = createMetrics()
  const background = createBackground(log)

  const keys = await openKeyRing({
    store: createSigningKeyStore(database),
    sealer: createSealer(secrets, 'signing keys'),
    clock,
  })
  const mail = composeMail(config, clock)
  const platform = composePlatform({ config, database, secrets, clock, background, mailer: mail.mailer })
  const { ports, clients, catalogue } = platform
  const context: ProtocolContext = {
    issuer,
    clock,
    keys,
    prefixes: config.tokenPrefixes,
    lifetimes: config.lifetimes,
    clients,
    resources: catalogue,
    users: createUserClaims(database),
    authorities: createAuthorities(ports),
  }

  const accessTokens = createAccessTokenStore(database)
  const refreshTokens = createRefreshTokenStore(database)
  const authorizationCodes = createAuthorizationCodeStore(database, (consent) =>
    rememberConsent<Step>(consent, ports),
  )

  const basePath = basePathOf(issuer)
  const assets = loadAssets({ accent: branding.accent, prefix: basePath })
  const environment: PageEnvironment = {
    issuer,
    basePath,
    branding,
    assets: assets.urls,
    strings: en,
    clock,
    cookies: createCookies(issuer),
    csrf: createCsrf(secrets, issuer),
    formAction: formActionOf(config),
    findSignedIn: (secret) => findSession(secret, ports),
  }
  const errorPages = createErrorPages(environment)

  const appLogs = composeAppLogs({ database, clock, log, secret: secrets[0] })
  const verifySecret = createSecretVerifier(clock, appLogs.secretUsed)
  const { endpoints } = createAuthorizationServer({
    context,
    grantTypes: [
      authorizationCode(context, authorizationCodes),
      refreshToken(context, refreshTokens),
      clientCredentials(context, accessTokens),
      ...(options.grantTypes?.(context, database) ?? []),
    ],
    clientAuthenticationMethods: [clientSecretBasic(verifySecret), clientSecretPost(verifySecret), none()],
    store: {
      ...accessTokens,
      ...refreshTokens,
      ...authorizationCodes,
      ...createRevocationStore(database),
    },
    scopes: catalogue,
    introspection: {
      credentials: createPlatformCredentials(ports.findKey, config.tokenPrefixes),
      acting: ports,
    },
    person: createPerson(environment, ports),
    pages: createAuthorizationPages(environment),
    ...(options.authorizationChecks ? { checks: options.authorizationChecks } : {}),
  })

  const application = createApplication({
    issuer,
    endpoints,
    clients,
    log,
    observe: metrics.observe,
    recordAttempt: appLogs.recordAttempt,
    routes: consoleRoutes({
      environment,
      assets: assets.files,
      ports,
      // Without mail nobody could complete it.
      signUp: mail.isPossible ? config.signUp : 'off',
      consentUrl: config.consentUrl,
      logins: {
        ...config.login,
        upstream: config.login.upstream.map((one) => ({
          ...one,
          provider: createOpenidProvider({
            ...one,
            redirectUri: `${issuer}${upstreamPath(one.name)}/callback`,
            clock,
            log,
          }),
        })),
      },
      development: mail.development && { mails: mail.development.mailer, link: mail.development.link },
      demo: options.demo,
    }),
    api: {
      prefix: apiPath,
      // With its schemas it would double the time of a start.
      load: async () =>
        (await import('./compose-api.ts')).composeApi({
          context,
          accessTokens,
          database,
          secrets,
          ports,
          verifySecret,
          consentWords: createConsentWords(environment, ports.facts),
          handOffCreatesOrganizations: config.login.handOff?.createOrganizations ?? true,
        }),
      ...apiRefusals(issuer),
    },
    rootRoutes: healthRoutes({
      databaseNow: () => database.now(),
      pendingMigrations: () => pendingMigrations(database),
      metrics,
      metricsToken: config.metricsToken,
    }),
    notFound: (request) => errorPages.renderFailure(request, 'notFound'),
    failed: (request) => errorPages.renderFailure(request, 'serverError'),
  })

  const expired = createExpiredRows(database, { longestJwtLifetime: config.lifetimes.jwtAccessToken })
  const jobs = [
    startJob({ name: 'reload keys', run: () => keys.reload(), everySeconds: reloadKeysEvery, log }),
    startJob({
      name: 'remove expired',
      run: (signal) => removeExpired({ rows: expired, clock, signal }),
      everySeconds: removeExpiredEvery,
      log,
    }),
    startJob({ name: 'write attempts', run: appLogs.flush, everySeconds: 1, log }),
    startJob({ name: 'write uses', run: () => ports.installationUses.flush(), everySeconds: 10, log }),
    startJob({
      name: 'expire installations',
      run: (signal) => expireInstallations(signal, ports),
      everySeconds: removeExpiredEvery,
      log,
    }),
  ]
  return {
    application,
    log,
    developmentMails: mail.development,
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()))
      await background.settled()
      await appLogs.stop()
      await ports.installationUses
        .flush()
        .catch((error: unknown) => log.error({ error }, 'the last uses of installations could not be kept'))
      mail.close()
    },
  }
}
