import { manifestOf, sparse } from '../apps/manifest-of.ts'
import { defaultPolicy } from '../organizations/organization.ts'
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
type ExportedOrganization = NonNullable<StateInput['organizations']>[number]
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

const policyEntry = ({ policy, rules }: StoredOrganization): ExportedOrganization['policy'] => {
  const named = (which: 'allowed' | 'blocked') =>
    rules.filter(({ rule }) => rule === which).map(({ clientId }) => clientId)
  const entry = sparse(
    {
      ...policy,
      scopeCeiling: policy.scopeCeiling && [...policy.scopeCeiling],
      allowedApps: named('allowed'),
      blockedApps: named('blocked'),
    },
    { ...defaultPolicy, allowedApps: [], blockedApps: [] },
  )
  return Object.keys(entry).length > 0 ? entry : undefined
}

const organizationEntry = (organization: StoredOrganization): ExportedOrganization =>
  sparse<ExportedOrganization>({
    slug: organization.slug,
    name: organization.name,
    members: organization.members.map(({ email, role }) => ({ email, role })),
    policy: policyEntry(organization),
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
    organizations: organizations.map(organizationEntry),
    resources: resources.map((resource) => sparse(resource)),
    apps: apps.map(appEntry),
  }
}
