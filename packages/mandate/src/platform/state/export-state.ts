import type { StateInput } from './state-schema.ts'
import type {
  StoredApp,
  StoredOrganization,
  StoredResource,
  StoredScope,
  StoredUser,
} from './stored-state.ts'
import { entryOfClaims } from './user-claims.ts'

/** What exporting asks of a store. */
export interface ExportStateStore {
  listScopes(): Promise<readonly StoredScope[]>
  listUsers(): Promise<readonly StoredUser[]>
  listOrganizations(): Promise<readonly StoredOrganization[]>
  listResources(): Promise<readonly StoredResource[]>
  listApps(): Promise<readonly StoredApp[]>
}

type ExportedApp = NonNullable<StateInput['apps']>[number]
type ExportedUser = NonNullable<StateInput['users']>[number]

/** Leaves out what is not there, and what a list's default says anyway. */
const sparse = <T extends object>(value: T, defaults: object = {}): T =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([key, part]) =>
        part !== undefined &&
        JSON.stringify(part) !== JSON.stringify((defaults as Record<string, unknown>)[key]),
    ),
  ) as T

const defaultsOfApp = {
  postLogoutRedirectUris: [],
  optionalScopes: [],
  accessTokenFormat: 'opaque',
  introspection: 'own',
  serves: [],
  idTokenSignedResponseAlg: 'RS256',
  idTokenClaims: true,
  refresh: 'rotate',
  liveTokens: 'per_instance',
  lifetimes: {},
  trusted: false,
}

const methodsOf = ({ client }: StoredApp): string | string[] => {
  const { tokenEndpointAuthMethods: methods } = client.settings
  return methods.length === 1 && methods[0] !== undefined ? methods[0] : [...methods]
}

const appEntry = (app: StoredApp): ExportedApp => {
  const { owner, client } = app
  const { settings } = client
  return sparse<ExportedApp>(
    {
      clientId: client.clientId,
      name: app.name,
      description: app.description,
      homepageUrl: app.homepageUrl,
      logoUrl: app.logoUrl,
      policyUrl: app.policyUrl,
      termsUrl: app.termsUrl,
      owner: owner && (owner.kind === 'organization' ? owner.slug : owner.email),
      type: client.type,
      tokenEndpointAuthMethod: methodsOf(app),
      redirectUris: [...settings.redirectUris],
      postLogoutRedirectUris: [...settings.postLogoutRedirectUris],
      grantTypes: [...settings.grantTypes],
      scopes: [...settings.scopes],
      optionalScopes: [...settings.optionalScopes],
      defaultScopes: settings.defaultScopes && [...settings.defaultScopes],
      actorModes: [...app.actorModes],
      pkce: settings.pkce,
      profile: client.profile as 'strict',
      accessTokenFormat: settings.accessTokenFormat,
      introspection: settings.introspection,
      serves: [...settings.serves],
      idTokenSignedResponseAlg: settings.idTokenSignedResponseAlg,
      idTokenClaims: settings.idTokenClaims,
      refresh: settings.refresh,
      liveTokens: settings.liveTokens,
      lifetimes: settings.lifetimes,
      webhook: app.webhook && { url: app.webhook.url, events: [...app.webhook.events] },
      trusted: app.trusted,
      verified: app.verifiedAt === undefined ? undefined : true,
    },
    defaultsOfApp,
  )
}

const userEntry = (user: StoredUser): ExportedUser =>
  sparse<ExportedUser>({
    email: user.email,
    name: user.name,
    emailVerified: user.emailVerifiedAt !== undefined,
    disabled: user.disabledAt === undefined ? undefined : true,
    ...entryOfClaims(user.claims),
  })

/**
 * The whole declarative state, in the form that `applyState` takes. Secrets and passwords are left out, so applying it to
 * the same database changes nothing, and applying it to an empty one makes users without passwords.
 */
export const exportState = async (store: ExportStateStore): Promise<StateInput> => {
  const [scopes, users, organizations, resources, apps] = await Promise.all([
    store.listScopes(),
    store.listUsers(),
    store.listOrganizations(),
    store.listResources(),
    store.listApps(),
  ])
  return {
    scopes: scopes.map((scope) => sparse(scope)),
    users: users.map(userEntry),
    organizations: organizations.map(({ slug, name, members }) => ({
      slug,
      name,
      members: members.map(({ email, role }) => ({ email, role })),
    })),
    resources: resources.map((resource) => sparse(resource)),
    apps: apps.map(appEntry),
  }
}
