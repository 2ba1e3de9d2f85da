import type { ConsentFacts } from '../../../platform/apps/app-facts.ts'
import type { NamedStanding } from '../../../platform/authority/consent-places.ts'
import type {
  RequestApprovalInput,
  RequestOutcome,
} from '../../../platform/installations/request-approval.ts'
import { type AwaitApprovalPorts, awaitApproval } from '../../../platform/interactions/await-approval.ts'
import { openidScopes } from '../../../protocol/scopes.ts'
import { type Answer, go, show } from '../../answer.ts'
import { originOf } from '../../request-origin.ts'
import { continueUrl, inFlow } from '../../waiting-request.ts'
import { approvalPending } from './approval-pending.ts'
import { approvalRequest } from './approval-request.ts'
import type { PendingConsent } from './consent-page.ts'
import type { ActorMode } from './consent-props.ts'
import { publisherName } from './publisher-name.ts'
import { inGroups, scopeTexts } from './scope-texts.ts'

export interface ApprovalPorts extends AwaitApprovalPorts {
  readonly facts: ConsentFacts
  requestApproval(input: RequestApprovalInput): Promise<RequestOutcome>
}

interface Wanted {
  readonly standing: NamedStanding
  readonly actor: ActorMode
  /** Of those that the app asks for, the ones that the person wants to allow. */
  readonly scopes: readonly string[]
  /** Those of them that the organization has granted. */
  readonly granted: readonly string[]
  /** Those that it has not. */
  readonly toApprove: readonly string[]
}

/** What the person wants an admin to approve, as the link says that led here. */
const wantedOf = ({ visit, asked, places }: PendingConsent): Wanted | undefined => {
  const { query } = visit
  const standing = places.organizations.find(({ organizationId }) => organizationId === query.get('ask'))
  const actor = places.actorModes.find((mode) => mode === query.get('actor'))
  if (!standing || actor === undefined) return undefined
  const named = query.get('scope')?.split(' ') ?? []
  const scopes = asked.all.filter((scope) => named.includes(scope) && !openidScopes.includes(scope))
  const { installation } = standing
  const holds =
    installation?.status === 'active' && installation.actorModes.includes(actor)
      ? installation.grantedScopes
      : []
  return {
    standing,
    actor,
    scopes,
    granted: scopes.filter((scope) => holds.includes(scope)),
    toApprove: scopes.filter((scope) => !holds.includes(scope)),
  }
}

const targetOf = ({ visit, waiting, asked }: PendingConsent, { standing, actor, scopes }: Wanted) =>
  visit.target(
    '/consent',
    { interaction: waiting.secret, ask: standing.organizationId, actor, scope: scopes.join(' ') },
    {
      asked: asked.all.join(' '),
      organization: standing.organizationId,
      actor,
      without_more: 'yes',
    },
  )

/** The page on which a member asks the admins, or waits for them; undefined where nobody has to be asked. */
export const askForApproval = async (
  pending: PendingConsent,
  { facts }: ApprovalPorts,
): Promise<Answer | undefined> => {
  const { visit, waiting } = pending
  const { context } = visit
  const wanted = wantedOf(pending)
  if (!wanted || wanted.toApprove.length === 0) return undefined
  const { standing, actor, toApprove, granted } = wanted
  const isAsked = toApprove.every((scope) => standing.pendingRequest?.scopes.includes(scope))
  if (isAsked) {
    const page = approvalPending({
      context,
      form: targetOf(pending, wanted),
      appName: waiting.app.name,
      organization: standing.name,
      checkAgainUrl: visit.url('/consent', {
        interaction: waiting.secret,
        ask: standing.organizationId,
        actor,
        scope: wanted.scopes.join(' '),
        waited: 'yes',
      }),
      canGoOn: granted.length > 0,
    })
    return show(page, inFlow(waiting))
  }
  const texts = await scopeTexts([...toApprove, ...granted], facts, context.strings)
  const textsOf = (scopes: readonly string[]) => inGroups(texts.filter(({ scope }) => scopes.includes(scope)))
  const page = approvalRequest({
    context,
    form: targetOf(pending, wanted),
    app: {
      ...waiting.app,
      clientId: waiting.client.clientId,
      publisher: { name: publisherName(waiting.app, context), verified: waiting.app.verified },
    },
    organization: standing.name,
    actor,
    toApprove: textsOf(toApprove),
    granted: granted.length > 0 ? textsOf(granted) : undefined,
    answered: visit.query.get('waited') === 'yes',
  })
  return show(page, inFlow(waiting))
}

/** Files the request; the person may come back to the flow when it is decided. */
export const fileRequest = async (pending: PendingConsent, ports: ApprovalPorts): Promise<Answer> => {
  const { visit, waiting } = pending
  const wanted = wantedOf(pending)
  if (!wanted) return go(visit.url('/consent', { interaction: waiting.secret }))
  const { standing, actor, toApprove, scopes } = wanted
  const reason = visit.form.get('reason')?.trim()
  const requested = await ports.requestApproval({
    appId: waiting.client.appId,
    organizationId: standing.organizationId,
    scopes: toApprove,
    actorModes: [actor],
    reason: reason === '' ? undefined : reason,
    userId: visit.signedIn.user.id,
    origin: originOf(visit.request),
  })
  // Something changed meanwhile: the authorization endpoint judges anew, and says what.
  if (requested.outcome === 'refused') return go(continueUrl(visit, waiting))
  await awaitApproval(waiting.interaction.hash, ports)
  return go(
    visit.url('/consent', {
      interaction: waiting.secret,
      ask: standing.organizationId,
      actor,
      scope: scopes.join(' '),
      waited: 'yes',
    }),
  )
}
