import type { ConsentFacts } from '../../../platform/apps/app-facts.ts'
import {
  approveRequest,
  type DecideApprovalPorts,
  denyRequest,
  type LocatedRequest,
} from '../../../platform/installations/decide-approval.ts'
import type { InstallSituation } from '../../../platform/installations/install-situation.ts'
import { longestReason } from '../../../platform/installations/longest-reason.ts'
import { isAtLeast } from '../../../platform/organizations/role.ts'
import type { User } from '../../../platform/users/user.ts'
import { type Answer, fail, show } from '../../answer.ts'
import { type Page, type PersonalVisit, personalPage } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { publisherName } from '../consent/publisher-name.ts'
import { inGroups, scopeTexts } from '../consent/scope-texts.ts'
import { type ApprovalProblem, approval } from './approval.ts'
import { decided } from './decided.ts'
import { requestStatus } from './request-status.ts'

export interface ApprovalPagePorts extends DecideApprovalPorts {
  readonly facts: ConsentFacts
  readonly users: { findById(id: string): Promise<User | undefined> }
}

interface Found {
  readonly visit: PersonalVisit
  /** Whether the person decides; otherwise it is who asked. */
  readonly decides: boolean
  readonly request: LocatedRequest
  readonly situation: InstallSituation
}

const path = '/organizations/:slug/requests/:id'

const urlOf = ({ request, situation }: Found): string =>
  `/organizations/${situation.organization.slug}/requests/${request.id}`

/**
 * Where an admin decides about an app that a member asked for, and the member sees what became of it. To everybody else
 * it is not there.
 */
export const approvalPage = (ports: ApprovalPagePorts): Page => {
  const find = async (visit: PersonalVisit): Promise<Found | undefined> => {
    const { slug = '', id = '' } = visit.request.pathParameters ?? {}
    const located = await ports.approvalRequests.findRequest(id)
    if (!located) return undefined
    const { appId, organizationId } = located
    const userId = visit.signedIn.user.id
    const situation = await ports.installations.findSituation(appId, organizationId, userId)
    if (!situation || situation.organization.slug !== slug) return undefined
    if (situation.role === undefined) return undefined
    const decides = isAtLeast(situation.role, 'admin')
    return decides || located.requestedBy === userId
      ? { visit, decides, request: located, situation }
      : undefined
  }

  const done = ({ visit, situation }: Found, outcome: 'approved' | 'denied' | 'before'): Answer =>
    show(
      decided({
        context: visit.context,
        appName: situation.app.name,
        outcome,
        homeUrl: visit.url('/account'),
      }),
    )

  const statusOf = ({ decidedAt, decidedBy, approvedScopes, note }: LocatedRequest) => {
    if (decidedAt === undefined) return 'waiting'
    if (approvedScopes !== undefined) return 'approved'
    return decidedBy === undefined && note === undefined ? 'ended' : 'denied'
  }

  const status = ({ visit, request, situation }: Found): Answer =>
    show(
      requestStatus({
        context: visit.context,
        appName: situation.app.name,
        organization: situation.organization.name,
        status: statusOf(request),
        note: request.note,
        homeUrl: visit.url('/account'),
      }),
    )

  const view = async (found: Found, problem?: ApprovalProblem): Promise<Answer> => {
    if (!found.decides) return status(found)
    const { visit, request, situation } = found
    if (request.decidedAt !== undefined) return done(found, 'before')
    const { context } = visit
    const [facts, requester] = await Promise.all([
      ports.facts.findApp(request.appId),
      ports.users.findById(request.requestedBy),
    ])
    const held = situation.installation?.grantedScopes ?? []
    const asked = request.scopes.filter((scope) => !held.includes(scope))
    const texts = await scopeTexts([...asked, ...held], ports.facts, context.strings)
    const textsOf = (scopes: readonly string[]) => texts.filter(({ scope }) => scopes.includes(scope))
    const page = approval({
      context,
      form: visit.target(urlOf(found), undefined, { actors: request.actorModes.join(' ') }),
      app: {
        name: situation.app.name,
        logoUrl: facts?.logoUrl,
        description: facts?.description,
        publisher: { name: publisherName(facts, context), verified: facts?.verified === true },
      },
      organization: situation.organization.name,
      requestedBy: requester?.name ?? requester?.email ?? '',
      reason: request.reason,
      actors: request.actorModes,
      asked: textsOf(asked),
      ticked: problem ? visit.form.all('scope') : asked,
      granted: held.length > 0 ? inGroups(textsOf(held)) : [],
      problem,
    })
    return show(page, problem ? { status: 422 } : {})
  }

  const decide = async (found: Found): Promise<Answer> => {
    if (!found.decides) return fail('notFound')
    const { visit, request } = found
    const note = visit.form.get('note')?.trim().slice(0, longestReason)
    const input = {
      requestId: request.id,
      note: note === '' ? undefined : note,
      actor: { type: 'user', userId: visit.signedIn.user.id },
      origin: originOf(visit.request),
    } as const
    switch (visit.form.get('decision')) {
      case 'deny': {
        const denied = await denyRequest(input, ports)
        return done(found, denied.outcome === 'denied' ? 'denied' : 'before')
      }
      case 'approve': {
        // Who asked may have asked for more meanwhile, which nobody has been shown.
        if (visit.form.get('actors') !== request.actorModes.join(' ')) return view(found)
        const scopes = visit.form.all('scope').filter((scope) => request.scopes.includes(scope))
        if (scopes.length === 0 && request.scopes.length > 0) return view(found, 'nothingLeft')
        const approved = await approveRequest({ ...input, scopes, actorModes: request.actorModes }, ports)
        if (approved.outcome === 'approved') return done(found, 'approved')
        return approved.reason === 'already_decided' ? done(found, 'before') : view(found, 'notPossible')
      }
      default:
        return view(found)
    }
  }

  const whileThere =
    (handler: (found: Found) => Promise<Answer>) =>
    async (visit: PersonalVisit): Promise<Answer> => {
      const found = await find(visit)
      return found ? handler(found) : fail('notFound')
    }

  return personalPage({
    path,
    load: whileThere((found) => view(found)),
    actions: { [path]: whileThere(decide) },
  })
}
