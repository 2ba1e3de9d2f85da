/** What the platform's verbs for installations ask for, on a real database, and the rows that they work on. */
import { type FakeClock, fakeClock } from 'mandate-testkit'
import type { Actor } from '../../src/platform/actor.ts'
import type { ActorMode } from '../../src/platform/apps/app.ts'
import { createBackground } from '../../src/platform/background.ts'
import { install } from '../../src/platform/installations/install.ts'
import type { CatalogueScope } from '../../src/platform/installations/scope-rules.ts'
import { createDevelopmentMailer } from '../../src/platform/mail/development-mailer.ts'
import { createMails } from '../../src/platform/mail/mails.ts'
import type { Role } from '../../src/platform/organizations/role.ts'
import { createApprovalRequestStore } from '../../src/store/approval-requests.ts'
import { createConsentStore } from '../../src/store/consents.ts'
import type { Database } from '../../src/store/database.ts'
import { createInstallationStore } from '../../src/store/installations.ts'
import { createScopeStore } from '../../src/store/scopes.ts'
import { issuer, origin } from './people.ts'

export const operator: Actor = { type: 'operator', name: 'the test' }
export const user = (userId: string): Actor => ({ type: 'user', userId })

export const createInstallations = (database: Database, clock: FakeClock = fakeClock()) => {
  const { kysely } = database
  const failures: unknown[] = []
  const background = createBackground({ error: (detail) => failures.push(detail.error) })
  const mailer = createDevelopmentMailer({ clock })
  const ports = {
    clock,
    background,
    mails: createMails({ issuer, platformName: 'Example' }, { mailer, background }),
    installations: createInstallationStore(database),
    approvalRequests: createApprovalRequestStore(database),
    consents: createConsentStore(database),
    catalogue: createScopeStore(database),
  }
  const at = clock.now()
  return {
    ports,
    clock,
    database,
    failures,
    async scope({ name, ...details }: CatalogueScope) {
      const row = { name, description: name, details: JSON.stringify(details) }
      await kysely.insertInto('scopes').values(row).execute()
    },
    async organization(
      id: string,
      more: {
        readonly policy?: 'anyone' | 'admins' | 'allow_list'
        readonly ceiling?: readonly string[]
        readonly members?: Readonly<Record<string, Role>>
      } = {},
    ) {
      const { policy = 'admins', ceiling, members = {} } = more
      await kysely
        .insertInto('organizations')
        .values({
          id,
          slug: id.replace('org_', ''),
          name: id,
          install_policy: policy,
          scope_ceiling: ceiling?.join(' ') ?? null,
          created_at: at,
          updated_at: at,
        })
        .execute()
      for (const [userId, role] of Object.entries(members))
        await kysely
          .insertInto('memberships')
          .values({ organization_id: id, user_id: userId, role, created_at: at })
          .execute()
    },
    async user(id: string, more: { readonly verified?: boolean; readonly disabled?: boolean } = {}) {
      const email = `${id}@example.com`
      await kysely
        .insertInto('users')
        .values({
          id,
          email,
          email_key: email,
          email_verified_at: more.verified === false ? null : at,
          disabled_at: more.disabled === true ? at : null,
          profile: '{}',
          created_at: at,
          updated_at: at,
        })
        .execute()
    },
    /** With one client, `cli_…`. */
    async app(
      id: string,
      more: {
        readonly scopes?: readonly string[]
        readonly actorModes?: readonly ActorMode[]
        readonly draft?: boolean
        readonly suspended?: boolean
        readonly owner?: string
        readonly exclusive?: boolean
      } = {},
    ) {
      const { scopes = [], actorModes = ['self', 'app'], exclusive = false } = more
      await kysely
        .insertInto('apps')
        .values({
          id,
          name: `${id} by name`,
          owner_user_id: more.owner ?? null,
          bot_id: `bot of ${id}`,
          actor_modes: JSON.stringify(actorModes),
          trusted: 0,
          published_at: more.draft === true ? null : at,
          suspended_at: more.suspended === true ? at : null,
          created_at: at,
          updated_at: at,
        })
        .execute()
      const clientId = id.replace('app_', 'cli_')
      const liveTokens = exclusive ? 'per_organization' : 'per_instance'
      await kysely
        .insertInto('clients')
        .values({
          id: clientId,
          app_id: id,
          client_id: `${clientId} on the wire`,
          profile: 'strict',
          type: 'confidential',
          settings: JSON.stringify({ scopes, liveTokens }),
          created_at: at,
          updated_at: at,
        })
        .execute()
    },
    async rule(organizationId: string, appId: string, rule: 'allowed' | 'blocked') {
      await kysely
        .insertInto('organization_app_rules')
        .values({ organization_id: organizationId, app_id: appId, rule, created_at: at })
        .execute()
    },
    /** By an operator, who need not be a member. The id. */
    async installed(
      appId: string,
      organizationId: string,
      scopes: readonly string[],
      actorModes: readonly ActorMode[] = ['self', 'app'],
    ): Promise<string> {
      const done = await install(
        { appId, organizationId, scopes, actorModes, actor: operator, origin },
        ports,
      )
      if (done.outcome === 'refused') throw new Error(`not installed: ${done.reason}`)
      return done.installationId
    },
    /** What hangs on an installation: a code, a family with an access token, and a consent, all named alike. */
    async hang(
      name: string,
      installationId: string,
      clientId: string,
      userId: string,
      actorMode: ActorMode = 'self',
    ) {
      const now = clock.now()
      const botId = actorMode === 'app' ? `bot of ${clientId}` : null
      const common = {
        client_id: clientId,
        user_id: userId,
        installation_id: installationId,
        scope: 'posts:read',
        resources: '[]',
        authentication: '{}',
        created_at: now,
        bot_id: botId,
      }
      await kysely
        .insertInto('authorization_codes')
        .values({ ...common, hash: name, family_id: `of code ${name}`, expires_at: now + 600 })
        .execute()
      await kysely
        .insertInto('token_families')
        .values({ ...common, id: name })
        .execute()
      await kysely
        .insertInto('access_tokens')
        .values({
          hash: name,
          client_id: clientId,
          user_id: botId ?? userId,
          family_id: name,
          installation_id: installationId,
          scope: 'posts:read',
          audience: '',
          issued_at: now,
          expires_at: now + 3600,
        })
        .execute()
      await kysely
        .insertInto('grants')
        .values({
          id: name,
          client_id: clientId,
          user_id: userId,
          installation_id: installationId,
          actor_mode: actorMode,
          scope: 'posts:read',
          client_fingerprint: '',
          created_at: now,
          updated_at: now,
        })
        .execute()
    },
    /** Of these names, those whose code, family and consent live; and why families ended. */
    async living(...names: readonly string[]) {
      const codes = await kysely
        .selectFrom('authorization_codes')
        .select('hash as id')
        .where('hash', 'in', names)
        .execute()
      const families = await kysely
        .selectFrom('token_families')
        .select(['id', 'revoked_because'])
        .where('id', 'in', names)
        .execute()
      const consents = await kysely
        .selectFrom('grants')
        .select('id')
        .where('id', 'in', names)
        .where('revoked_at', 'is', null)
        .execute()
      const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()
      return {
        codes: ids(codes),
        families: ids(families.filter(({ revoked_because }) => revoked_because === null)),
        consents: ids(consents),
        because: [...new Set(families.flatMap(({ revoked_because }) => revoked_because ?? []))],
      }
    },
    row: (id: string) =>
      kysely.selectFrom('installations').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    requestRow: (id: string) =>
      kysely.selectFrom('approval_requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    auditOf: (subjectId: string) =>
      kysely
        .selectFrom('audit_events')
        .selectAll()
        .where('subject_id', '=', subjectId)
        .orderBy('at')
        .orderBy('id')
        .execute(),
    async mailsTo(address: string) {
      await background.settled()
      return mailer.list().filter(({ to }) => to === address)
    },
  }
}

export type Installations = ReturnType<typeof createInstallations>
