import type { Client } from '../../protocol/client.ts'
import { openidScopes } from '../../protocol/scopes.ts'
import type { ActorMode } from '../apps/app.ts'
import type { RequestOrigin } from '../audit/record.ts'
import type { ConsentPlaces, NamedStanding } from '../authority/consent-places.ts'
import type { InstallOutcome, InstallRefusal } from '../installations/install.ts'
import { type RecordDecisionPorts, recordDecision } from '../interactions/record-decision.ts'

/** What a person chose. */
export interface ConsentChoice {
  readonly client: Client
  readonly interactionHash: string
  readonly userId: string
  /** What they were shown to choose from. */
  readonly places: ConsentPlaces
  /** The id of an organization; undefined: for themselves alone. */
  readonly organizationId: string | undefined
  /** As they were shown: never guessed, since an app may change how it acts while somebody looks at the page. */
  readonly actor: ActorMode | undefined
  /** What they allow. */
  readonly scopes: readonly string[]
  /** Whether what the organization has not granted is to be left out, instead of asking an admin for it. */
  readonly withoutMore: boolean
  readonly origin: RequestOrigin
}

export interface DecideConsentPorts extends RecordDecisionPorts {
  install(input: {
    readonly appId: string
    readonly organizationId: string
    readonly scopes: readonly string[]
    readonly actorModes: readonly ActorMode[]
    readonly actor: { readonly type: 'user'; readonly userId: string }
    readonly origin: RequestOrigin
  }): Promise<InstallOutcome>
}

export type ConsentOutcome =
  | { readonly outcome: 'recorded' }
  /** The request is over. */
  | { readonly outcome: 'ended' }
  /** What was chosen is not there to choose. */
  | { readonly outcome: 'choose_again' }
  /** Admins of the organization have to approve first. */
  | { readonly outcome: 'approval_needed'; readonly standing: NamedStanding; readonly actor: ActorMode }
  | { readonly outcome: 'refused'; readonly standing: NamedStanding; readonly reason: InstallRefusal }

const isGranted = (
  { installation }: NamedStanding,
  actor: ActorMode,
  scopes: readonly string[],
  withoutMore: boolean,
): boolean =>
  installation?.status === 'active' &&
  installation.actorModes.includes(actor) &&
  (withoutMore || scopes.every((scope) => installation.grantedScopes.includes(scope)))

/**
 * A person allows an app to act, for themselves or in an organization. What they may install is installed with it, before
 * the decision counts; the authorization endpoint then judges the request anew, and finds the installation.
 */
export const decideConsent = async (
  choice: ConsentChoice,
  ports: DecideConsentPorts,
): Promise<ConsentOutcome> => {
  const { client, interactionHash, userId, places, organizationId, scopes, origin } = choice
  const record = async (organization?: string, actor?: ActorMode): Promise<ConsentOutcome> => {
    const decision = { allow: true, scopes, userId, organization, actor }
    return { outcome: (await recordDecision(interactionHash, decision, ports)) ? 'recorded' : 'ended' }
  }
  if (organizationId === undefined) return places.personal ? record() : { outcome: 'choose_again' }

  const standing = places.organizations.find((place) => place.organizationId === organizationId)
  const { actor } = choice
  if (!standing || actor === undefined || !places.actorModes.includes(actor))
    return { outcome: 'choose_again' }
  const toGrant = scopes.filter((scope) => !openidScopes.includes(scope))
  if (isGranted(standing, actor, toGrant, choice.withoutMore)) return record(organizationId, actor)
  if (standing.install === 'ask') return { outcome: 'approval_needed', standing, actor }
  const installed = await ports.install({
    appId: client.appId,
    organizationId,
    scopes: toGrant,
    actorModes: [actor],
    actor: { type: 'user', userId },
    origin,
  })
  if (installed.outcome !== 'refused') return record(organizationId, actor)
  return installed.reason === 'approval_required'
    ? { outcome: 'approval_needed', standing, actor }
    : { outcome: 'refused', standing, reason: installed.reason }
}
