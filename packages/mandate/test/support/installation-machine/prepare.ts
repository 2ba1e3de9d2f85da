/** A database with a catalogue, and the ports of every verb that changes what installations depend on. */
import { fakeClock } from 'mandate-testkit'
import { clientValuesOf, descriptionOf } from '../../../src/platform/apps/app-values.ts'
import { parseManifest } from '../../../src/platform/apps/parse-manifest.ts'
import type { FindAuthorityPorts } from '../../../src/platform/authority/find-authority.ts'
import { rememberConsent } from '../../../src/platform/consents/remember-consent.ts'
import { defaultLifetimes } from '../../../src/protocol/context.ts'
import { createAccessTokenStore } from '../../../src/store/access-tokens.ts'
import { createAppAdministration } from '../../../src/store/app-administration.ts'
import { createAppRuleStore } from '../../../src/store/app-rules.ts'
import { createAuthorityStore } from '../../../src/store/authorities.ts'
import { createAuthorizationCodeStore } from '../../../src/store/authorization-codes.ts'
import { createCatalogue } from '../../../src/store/catalogue.ts'
import type { Database, Step } from '../../../src/store/database.ts'
import { createMembershipStore } from '../../../src/store/memberships.ts'
import { createOrganizationStore } from '../../../src/store/organizations.ts'
import { createRegistrationFacts } from '../../../src/store/registration-facts.ts'
import { createInstallations } from '../installations.ts'
import { catalogue } from './operations.ts'

export const prepareMachines = async (database: Database) => {
  const clock = fakeClock()
  const world = createInstallations(database, clock)
  for (const scope of catalogue) await world.scope(scope)
  const grantTypes = [
    { name: 'authorization_code', confidentialOnly: false },
    { name: 'client_credentials', confidentialOnly: true },
  ]
  const ports = {
    ...world.ports,
    apps: createAppAdministration(database),
    appRules: createAppRuleStore(database),
    members: createMembershipStore(database),
    organizations: createOrganizationStore(database),
    scopes: world.ports.catalogue,
    registration: createRegistrationFacts(database, {
      grantTypes,
      clientAuthenticationMethods: ['client_secret_basic'],
    }),
    lifetimes: defaultLifetimes,
  }
  const authority: FindAuthorityPorts = {
    authorities: createAuthorityStore(database),
    catalogue: createCatalogue(database),
    clock,
  }
  return {
    database,
    clock,
    world,
    ports,
    authority,
    accessTokens: createAccessTokenStore(database),
    codes: createAuthorizationCodeStore(database, (consent) => rememberConsent<Step>(consent, ports)),
  }
}

export type Prepared = Awaited<ReturnType<typeof prepareMachines>>

export interface MachineApp {
  readonly id: string
  readonly clientId: string
  readonly botId: string
  /** Whether a second authorization of an installation ends the first. */
  readonly isExclusive: boolean
}

/** A published app that declares the whole catalogue. */
export const addApp = async (
  { ports, clock, database }: Prepared,
  name: string,
  isExclusive: boolean,
): Promise<MachineApp> => {
  const parsed = parseManifest({
    name,
    type: 'confidential',
    redirectUris: ['https://app.example/callback'],
    grantTypes: ['authorization_code', 'client_credentials'],
    scopes: catalogue.map((scope) => scope.name),
    actorModes: ['app', 'self'],
    liveTokens: isExclusive ? 'per_organization' : 'per_instance',
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const now = clock.now()
  const [id, clientId] = [`app_${name}`, `cli_${name}`]
  const app = {
    ...descriptionOf(parsed.manifest),
    ownerOrganizationId: undefined,
    ownerUserId: undefined,
    verifiedAt: undefined,
    publishedAt: now,
    actsAsUsers: false,
  }
  const client = { ...clientValuesOf(parsed.manifest), id: clientId, clientId: `${clientId} on the wire` }
  if (!(await ports.apps.registerApp({ id, app, client, secret: undefined }, now, [])))
    throw new Error(`${id} could not be registered`)
  const { bot_id: botId } = await database.kysely
    .selectFrom('apps')
    .select('bot_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, clientId, botId, isExclusive }
}
