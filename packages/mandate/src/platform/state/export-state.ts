import { manifestOf, sparse } from '../apps/manifest-of.ts'
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

const appEntry = (app: StoredApp): ExportedApp => {
  const { owner, client, managers } = app
  const { clientId: _, name, ...manifest } = manifestOf(app)
  return sparse<ExportedApp>({
    clientId: client.clientId,
    name,
    owner: owner && (owner.kind === 'organization' ? owner.slug : owner.email),
    ...manifest,
    managers: managers.length > 0 ? managers.map(({ email }) => email) : undefined,
    published: app.publishedAt === undefined ? false : undefined,
    verified: app.verifiedAt === undefined ? undefined : true,
    actsAsUsers: app.actsAsUsers ? true : undefined,
  })
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
