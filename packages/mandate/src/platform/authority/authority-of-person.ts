import { type Authority, type AuthorityRequest, ownAuthority } from '../../protocol/authority.ts'
import { OAuthError } from '../../protocol/errors.ts'
import { openidScopes } from '../../protocol/scopes.ts'
import type { ActorMode } from '../apps/app.ts'
import type { InstallationStatus } from '../installations/status-of.ts'
import { isAtLeast, type Role } from '../organizations/role.ts'
import { type FindAuthorityPorts, findAuthority } from './find-authority.ts'
import {
  type InstallableApp,
  isInstallable,
  needsOrganization,
  organizationalAmong,
  type Situation,
} from './situation.ts'

/** What an organization of the person has to do with an app. */
export interface Standing {
  readonly organizationId: string
  readonly slug: string
  /** What the person is there. */
  readonly role: Role
  /** Whether the person may install the app there, has to ask, or nobody may. */
  readonly install: 'may' | 'ask' | 'blocked'
  readonly installation:
    | {
        readonly id: string
        readonly status: InstallationStatus
        readonly grantedScopes: readonly string[]
        readonly actorModes: readonly ActorMode[]
      }
    | undefined
  readonly pendingRequest: { readonly scopes: readonly string[] } | undefined
}

export interface AuthorityOfPersonPorts extends FindAuthorityPorts {
  readonly authorities: FindAuthorityPorts['authorities'] & {
    findApp(appId: string, userId: string): Promise<InstallableApp | undefined>
    /** Where the person let the client act before: organizations' ids, and undefined for themselves alone. */
    listEarlier(clientId: string, userId: string): Promise<readonly (string | undefined)[]>
  }
  installOptions(input: { readonly appId: string; readonly userId: string }): Promise<readonly Standing[]>
}

const refuse = (description: string, reason: ConstructorParameters<typeof OAuthError>[2]): OAuthError =>
  new OAuthError('access_denied', description, reason)

const checkPublished = (app: InstallableApp): void => {
  if (app.isPublished || app.isManaged) return
  throw refuse('The app is a draft, which only those who manage it can use.', { reason: 'app_unpublished' })
}

const checkActorHint = (app: InstallableApp, actor: string | undefined): ActorMode | undefined => {
  if (actor === undefined) return undefined
  const mode = app.actorModes.find((known) => known === actor)
  if (mode) return mode
  throw new OAuthError('invalid_request', 'The app is not registered for the actor mode that it asks for.', {
    reason: 'actor_not_allowed',
  })
}

/** For the person alone: without what acts in organizations only. */
const personal = ({ scopes, rules }: Situation): Authority => {
  const organizational = organizationalAmong(scopes, rules)
  if (organizational.length === 0) return ownAuthority
  return { ...ownAuthority, bound: scopes.filter((scope) => !organizational.includes(scope)) }
}

interface Question extends Situation {
  readonly request: AuthorityRequest
  /** The person's organizations. Asked for only where one may matter: most sign-ins are nobody's but the person's. */
  listStandings(): Promise<readonly Standing[]>
}

type Place = 'personal' | 'ask' | Standing

/** Where nobody may install it anew, what is installed can still be chosen. */
export const isOffered = ({ install, installation }: Pick<Standing, 'install' | 'installation'>): boolean =>
  install !== 'blocked' || installation !== undefined

/** The organizations among which the person can choose. @throws OAuthError if there is none: to ask would be in vain */
const offeredStandings = async ({ listStandings }: Question): Promise<readonly Standing[]> => {
  const standings = await listStandings()
  const offered = standings.filter(isOffered)
  if (offered.length > 0) return offered
  throw standings.length > 0
    ? refuse('The organization does not allow this app.', { reason: 'org_policy_blocked' })
    : refuse('The app works within organizations, and the person is in none.', {
        reason: 'organization_required',
      })
}

const namedPlace = async ({ listStandings }: Question, named: string): Promise<Standing> => {
  const standings = await listStandings()
  const found = standings.find(({ organizationId, slug }) => organizationId === named || slug === named)
  if (found) return found
  throw refuse('The person is in no organization of that name.', { reason: 'organization_unknown' })
}

/** Where nothing was named: as before, where that is clear; otherwise the person chooses. */
const usualPlace = async (question: Question, ports: AuthorityOfPersonPorts): Promise<Place> => {
  const { request } = question
  const needed = needsOrganization(question)
  if (!needed && !isInstallable(question)) return 'personal'
  const earlier = await ports.authorities.listEarlier(request.client.id, request.userId)
  if (!needed && earlier.includes(undefined)) return 'personal'
  const standings = needed ? await offeredStandings(question) : await question.listStandings()
  if (standings.length === 0) return 'personal'
  const [only, another] = earlier.filter((id) => id !== undefined)
  if (only === undefined || another !== undefined) return 'ask'
  return standings.find(({ organizationId }) => organizationId === only) ?? 'ask'
}

const placeOf = async (question: Question, ports: AuthorityOfPersonPorts): Promise<Place> => {
  const { chosen, organization } = question.request
  const named = chosen ? chosen.organization : organization
  if (named !== undefined) return namedPlace(question, named)
  if (!chosen) return usualPlace(question, ports)
  if (!needsOrganization(question)) return 'personal'
  await offeredStandings(question)
  return 'ask'
}

/** Scopes of the request that an organization has to grant. */
const toGrant = (scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => !openidScopes.includes(scope))

const within = async (
  standing: Standing,
  { request, app, actor: hinted }: Question,
  ports: AuthorityOfPersonPorts,
): Promise<Authority | 'ask'> => {
  const { installation, install, pendingRequest, role } = standing
  if (installation?.status === 'suspended') {
    throw refuse('The organization has suspended this app.', { reason: 'installation_suspended' })
  }
  if (installation?.status !== 'active') {
    if (install !== 'blocked') return 'ask'
    throw refuse('The organization does not allow this app.', { reason: 'org_policy_blocked' })
  }
  const modes = app.actorModes.filter((mode) => installation.actorModes.includes(mode))
  const actor = hinted ?? (modes.length === 1 ? modes[0] : undefined)
  if (actor === undefined || !modes.includes(actor)) return 'ask'
  if (actor === 'app' && request.client.type === 'public' && !isAtLeast(role, 'admin')) {
    // Whoever is at the browser can redeem the code in the app's stead, and would have what the bot may do.
    throw refuse('Only admins let an app that keeps no secret act as itself.', {
      reason: 'org_policy_blocked',
    })
  }

  const subjectId = actor === 'app' ? request.client.botId : request.userId
  const authority = await findAuthority(installation.id, subjectId, ports)
  if (!authority) return 'ask'
  const missing = toGrant(request.scopes).filter((scope) => !installation.grantedScopes.includes(scope))
  const isSettled =
    missing.length === 0 ||
    request.chosen !== undefined ||
    !request.mayAsk ||
    missing.every((scope) => pendingRequest?.scopes.includes(scope))
  return isSettled ? authority : 'ask'
}

/**
 * On whose authority an app acts for a person at the authorization endpoint: the person's own, or that of an
 * organization which has installed it. A hint of the request preselects; what the person chose counts.
 */
export const authorityOfPerson = async (
  request: AuthorityRequest,
  ports: AuthorityOfPersonPorts,
): Promise<Authority | 'ask'> => {
  const { client, userId, chosen } = request
  const app = await ports.authorities.findApp(client.appId, userId)
  if (!app) throw refuse('The app is not there any more.', { reason: 'unknown_client' })
  checkPublished(app)
  const question: Question = {
    request,
    client,
    scopes: request.scopes,
    app,
    actor: checkActorHint(app, chosen?.actor ?? request.actor),
    rules: await ports.catalogue.scopeRules(),
    listStandings: () => ports.installOptions({ appId: client.appId, userId }),
  }
  const place = await placeOf(question, ports)
  const authority =
    place === 'personal' ? personal(question) : place === 'ask' ? 'ask' : await within(place, question, ports)
  if (authority !== 'ask' || request.mayAsk) return authority
  throw new OAuthError(
    'consent_required',
    'The person has to choose or install first, and prompt=none forbids to ask.',
    {
      reason: 'consent_required',
    },
  )
}
