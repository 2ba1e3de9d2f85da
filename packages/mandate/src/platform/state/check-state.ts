import { openidScopes } from '../../protocol/scopes.ts'
import { formatPath, type Problem, problemsOf } from '../input/problems.ts'
import { managementScopes } from '../policy/management-scopes.ts'
import { cycleProblem } from '../scopes/check-scope.ts'
import { impliedCycle } from '../scopes/implied-cycle.ts'
import { emailKey } from '../users/email.ts'
import { type AppEntryFacts, checkAppEntry } from './check-app.ts'
import { type State, stateSchema } from './state-schema.ts'
import type { StoredOrganization, StoredScope, StoredUser } from './stored-state.ts'

/** A state that cannot be applied. Each problem is one sentence that begins with the path of what is wrong. */
export class StateError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly Problem[]) {
    const sentences = problems.map(({ path, message }) => `${formatPath(path) || 'the state'} ${message}`)
    super(sentences.join('\n'))
    this.name = 'StateError'
    this.problems = sentences
  }
}

/** Reads a state's form. @throws StateError with every problem at once. */
export const parseState = (value: unknown): State => {
  const parsed = stateSchema.safeParse(value, { reportInput: true })
  if (!parsed.success) throw new StateError(problemsOf(parsed.error, stateSchema))
  return parsed.data
}

/** What the database holds that a state may point to. */
export interface ExistingNames {
  readonly scopes: readonly StoredScope[]
  readonly resources: readonly string[]
  readonly organizations: readonly StoredOrganization[]
  readonly users: readonly StoredUser[]
  /** Client ids of apps that organizations have rules about. */
  readonly apps: readonly string[]
}

/** The names that the server has registered: from its grant types and client authentication methods. */
export type RegisteredNames = Pick<AppEntryFacts, 'grantTypes' | 'clientAuthenticationMethods'>

const repeated = (noun: string, key: string, names: readonly string[]): Problem[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: [noun, index, key], message: `names ${name} a second time` }],
  )

/** Names that stand in a list at `path` and are not known. */
const unknown = (
  path: Problem['path'],
  names: readonly string[],
  known: ReadonlySet<string>,
  say: (name: string) => string,
): Problem[] =>
  names.flatMap((name, index) => (known.has(name) ? [] : [{ path: [...path, index], message: say(name) }]))

const ownScopes: readonly string[] = managementScopes.map(({ name }) => name)

const unknownScope = (scope: string): string => `names the scope ${scope}, which is not among scopes`

const checkMembers = ({ organizations }: State, users: ReadonlySet<string>): Problem[] =>
  organizations.flatMap(({ members }, index) =>
    members.flatMap(({ email }, at) => {
      const path = ['organizations', index, 'members', at, 'email']
      if (!users.has(emailKey(email))) return [{ path, message: `names ${email}, which is no user` }]
      const first = members.findIndex((member) => emailKey(member.email) === emailKey(email))
      return first === at ? [] : [{ path, message: `names ${email} a second time` }]
    }),
  )

const checkPolicies = (
  { organizations, apps }: State,
  scopes: ReadonlySet<string>,
  existingApps: readonly string[],
): Problem[] => {
  const clientIds = new Set([...existingApps, ...apps.map(({ clientId }) => clientId)])
  return organizations.flatMap(({ policy }, index) => {
    if (!policy) return []
    const { scopeCeiling = [], allowedApps, blockedApps } = policy
    const path = ['organizations', index, 'policy']
    const unknownApp = (clientId: string) => `names ${clientId}, which is no app's client id`
    return [
      ...unknown([...path, 'scopeCeiling'], scopeCeiling, scopes, unknownScope),
      ...unknown([...path, 'allowedApps'], allowedApps, clientIds, unknownApp),
      ...unknown([...path, 'blockedApps'], blockedApps, clientIds, unknownApp),
      ...blockedApps.flatMap((clientId, at) =>
        allowedApps.includes(clientId)
          ? [
              {
                path: [...path, 'blockedApps', at],
                message: `names ${clientId}, which is among allowedApps, too`,
              },
            ]
          : [],
      ),
    ]
  })
}

/** A circle in what would be there; it passes through the file, since none is there now. */
const checkImplied = (state: State, existing: readonly StoredScope[]): Problem[] => {
  const names = state.scopes.map(({ name }) => name)
  const kept = existing.filter(({ name }) => !names.includes(name))
  const cycle = impliedCycle([...state.scopes, ...kept])
  if (!cycle) return []
  const { path, message } = cycleProblem(cycle)
  return [{ path: ['scopes', names.findIndex((name) => cycle.includes(name)), ...path], message }]
}

/** Checks what a state says against itself, the database and the server. @throws StateError with every problem. */
export const checkState = (state: State, existing: ExistingNames, registered: RegisteredNames): void => {
  const users = new Set([...existing.users, ...state.users].map((user) => emailKey(user.email)))
  const catalogue = new Set([...existing.scopes, ...state.scopes].map((scope) => scope.name))
  const scopes = new Set([...openidScopes, ...catalogue])
  const facts: AppEntryFacts = {
    ...registered,
    scopes,
    resources: new Set([...existing.resources, ...state.resources.map((one) => one.identifier)]),
    users,
    organizations: new Set([...existing.organizations, ...state.organizations].map(({ slug }) => slug)),
  }
  const problems: Problem[] = [
    ...repeated(
      'scopes',
      'name',
      state.scopes.map((scope) => scope.name),
    ),
    ...repeated(
      'users',
      'email',
      state.users.map((user) => emailKey(user.email)),
    ),
    ...repeated(
      'organizations',
      'slug',
      state.organizations.map((one) => one.slug),
    ),
    ...repeated(
      'resources',
      'identifier',
      state.resources.map((one) => one.identifier),
    ),
    ...repeated(
      'apps',
      'clientId',
      state.apps.map((app) => app.clientId),
    ),
    ...state.scopes.flatMap((scope, index) =>
      unknown(['scopes', index, 'implies'], scope.implies ?? [], catalogue, unknownScope),
    ),
    ...checkImplied(state, existing.scopes),
    ...state.resources.flatMap((resource, index) =>
      unknown(['resources', index, 'scopes'], resource.scopes, scopes, unknownScope),
    ),
    ...checkMembers(state, users),
    ...checkPolicies(state, new Set([...catalogue, ...ownScopes]), existing.apps),
    ...state.apps.flatMap((app, index) =>
      checkAppEntry({ ...app, scopes: app.scopes ?? [] }, facts).map(({ path, message }) => ({
        path: ['apps', index, ...path],
        message,
      })),
    ),
  ]
  if (problems.length > 0) throw new StateError(problems)
}
