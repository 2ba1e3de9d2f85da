import type { ActingRequest, ActingToken } from '../../protocol/acting.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { factsOf } from '../audit/changed-facts.ts'
import { type AuditEvent, auditEvent } from '../audit/record.ts'
import { type ScopeRules, scopesWithin } from '../installations/scope-rules.ts'
import type { Role } from '../organizations/role.ts'
import { partyOfApp, partyOfInstallation } from '../policy/standing.ts'
import { may, type Party } from '../policy.ts'

/** An app and a user as whom it wants to act, as they are at this moment. */
export interface ActingSituation {
  readonly appId: string
  /** Whether an operator lets this very app act as users. */
  readonly actsAsUsers: boolean
  /** Undefined for who does not exist or is disabled. */
  readonly user:
    | {
        /** In the organization in which the token acts; where it acts in none, the greatest that they have anywhere. */
        readonly role: Role | undefined
      }
    | undefined
}

export interface ActAsUserPorts {
  readonly acting: {
    /** `clientId` is the one on the wire. Undefined for an app that is not there. */
    find(
      clientId: string,
      userId: string,
      organizationId: string | undefined,
    ): Promise<ActingSituation | undefined>
  }
  readonly audit: { record(event: AuditEvent): Promise<void> }
  readonly catalogue: { scopeRules(): Promise<ScopeRules> }
  /** The client ids that the configuration lets act as users. */
  readonly appsActingAsUsers: ReadonlySet<string>
  readonly clock: Clock
}

interface Place {
  readonly installationId: string
  readonly organizationId: string
}

const placeOf = ({
  installation_id: installationId,
  org_id: organizationId,
}: Readonly<Record<string, string>>) =>
  installationId === undefined || organizationId === undefined
    ? undefined
    : { installationId, organizationId }

/** Who wants to act: an app; or somebody with a key, who is refused. */
const actorOf = ({ subject }: ActingToken, appId: string | undefined, place: Place | undefined): Actor => {
  if (appId === undefined)
    return subject === undefined ? { type: 'system' } : { type: 'user', userId: subject }
  return place ? { type: 'installation', installationId: place.installationId } : { type: 'app', appId }
}

const partyOf = (appId: string, place: Place | undefined, scopes: readonly string[]): Party =>
  place ? partyOfInstallation({ ...place, scopes }) : partyOfApp({ appId, scopes })

/** What the person could do by an app: in an organization as their role is, alone nothing that is an organization's. */
const scopesOfBoth = (
  scopes: readonly string[],
  { role }: NonNullable<ActingSituation['user']>,
  place: Place | undefined,
  rules: ScopeRules,
): readonly string[] =>
  scopesWithin(scopes, rules, ({ actorModes, roles, isOrganizational }) => {
    if (actorModes !== undefined && !actorModes.includes('self')) return false
    if (!place) return isOrganizational !== true
    return roles === undefined || (role !== undefined && roles.includes(role))
  })

/** An id of ours. Whatever else was sent is not written down: nobody knows what it is. */
const isUserId = (text: string): boolean => /^usr_[0-9A-Za-z]{1,40}$/.test(text)

const judge = async (
  { token, userId }: ActingRequest,
  situation: ActingSituation | undefined,
  place: Place | undefined,
  { appsActingAsUsers, catalogue }: ActAsUserPorts,
): Promise<readonly string[] | undefined> => {
  // What a person lent an app is not for acting as another.
  if (!situation?.user || !token.isOfAppItself || token.clientId === undefined) return undefined
  const { appId, actsAsUsers, user } = situation
  const allowed = may(partyOf(appId, place, token.scopes), 'user.act_as', {
    userId,
    appId,
    organizationId: place?.organizationId,
    role: user.role,
    actsAsUsers: actsAsUsers || appsActingAsUsers.has(token.clientId),
  })
  return allowed ? scopesOfBoth(token.scopes, user, place, await catalogue.scopeRules()) : undefined
}

/**
 * The scopes with which an app may act as a user now: what both may do. Undefined if it may not; the audit log, which the
 * app's people can read, says no more than that. The event is durable before the answer is given.
 */
export const actAsUser = async (
  request: ActingRequest,
  ports: ActAsUserPorts,
): Promise<readonly string[] | undefined> => {
  const { token, userId, askedBy, requestId, address } = request
  const place = placeOf(token.claims)
  const situation =
    token.clientId === undefined
      ? undefined
      : await ports.acting.find(token.clientId, userId, place?.organizationId)
  const scopes = await judge(request, situation, place, ports)
  const event = auditEvent(
    {
      action: scopes ? 'user.acted_as' : 'user.acting_refused',
      actor: actorOf(token, situation?.appId, place),
      subject: { type: 'user', id: isUserId(userId) ? userId : '' },
      origin: { requestId, address },
      organizationId: token.claims.org_id,
      appId: situation?.appId,
      data: factsOf({
        clientId: token.clientId,
        // The bot; or the person whose token it is, which was refused for that.
        tokenSubject: token.subject,
        tokenId: token.id,
        askedBy,
        scopes,
      }),
    },
    ports,
  )
  await ports.audit.record(event)
  return scopes
}
