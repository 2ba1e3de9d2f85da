import type { ConsentFacts } from '../../../platform/apps/app-facts.ts'
import type { ConsentPlacesPorts } from '../../../platform/authority/consent-places.ts'
import { type DecideConsentPorts, decideConsent } from '../../../platform/consents/decide-consent.ts'
import type { FindConsentPorts } from '../../../platform/consents/find-consent.ts'
import {
  type PendingConsent as PendingDecision,
  pendingConsent,
} from '../../../platform/consents/pending-consent.ts'
import {
  type HandOverInteractionPorts,
  handOverInteraction,
} from '../../../platform/interactions/hand-over.ts'
import { recordDecision } from '../../../platform/interactions/record-decision.ts'
import { allowedScopes, askedScopes } from '../../../protocol/authorization/asked-scopes.ts'
import { OAuthError } from '../../../protocol/errors.ts'
import { type Answer, fail, go, show } from '../../answer.ts'
import { type Page, type PersonalVisit, personalPage } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { identityOf } from '../../visit.ts'
import {
  continueUrl,
  findWaitingRequest,
  inFlow,
  type WaitingRequest,
  type WaitingRequestPorts,
} from '../../waiting-request.ts'
import { type ApprovalPorts, askForApproval, fileRequest } from './approval-steps.ts'
import { consent } from './consent.ts'
import type { ConsentProps } from './consent-props.ts'
import { destinationOf } from './destination.ts'
import { chosenActor, chosenPlace, placeChoice } from './place-choice.ts'
import { publisherName } from './publisher-name.ts'
import { inGroups, scopeTexts } from './scope-texts.ts'

export type ConsentPagePorts = WaitingRequestPorts &
  FindConsentPorts &
  DecideConsentPorts &
  ConsentPlacesPorts &
  HandOverInteractionPorts &
  ApprovalPorts & {
    readonly facts: ConsentFacts
    /** Where the platform draws the page itself. */
    readonly consentUrl: string | undefined
  }

/** A request that waits for this person's decision, and all that they can decide about it. */
export interface PendingConsent extends PendingDecision {
  readonly visit: PersonalVisit
  readonly waiting: WaitingRequest
}

type Handler = (pending: PendingConsent) => Promise<Answer>

const problemOf = ({ context, query }: PersonalVisit): ConsentProps['problem'] => {
  const known = Object.keys(context.strings.consent.problems) as NonNullable<ConsentProps['problem']>[]
  return known.find((name) => name === query.get('problem'))
}

/** An app asks, the person who is signed in decides: for themselves, or for an organization in which they may. */
export const consentPage = (ports: ConsentPagePorts): Page => {
  const whileAsked =
    (handler: Handler) =>
    async (visit: PersonalVisit): Promise<Answer> => {
      const waiting = await findWaitingRequest(visit, ports)
      if (waiting === 'none' || waiting === 'ended') return fail('expired')
      try {
        const userId = visit.signedIn.user.id
        const pending = await pendingConsent({ ...waiting, userId }, { ...ports, askedScopes })
        // Nowhere to allow it: the authorization endpoint tells the app why.
        return pending ? await handler({ visit, waiting, ...pending }) : go(continueUrl(visit, waiting))
      } catch (error) {
        if (!(error instanceof OAuthError)) throw error
        // The app was registered for more when it asked: the authorization endpoint judges anew, and tells it.
        return go(continueUrl(visit, waiting))
      }
    }

  const load: Handler = async (pending) => {
    const { visit, waiting, asked, places } = pending
    const approval = await askForApproval(pending, ports)
    if (approval) return approval
    const { context } = visit
    const { app, client, secret: interaction } = waiting
    const texts = await scopeTexts(asked.all, ports.facts, context.strings)
    const textsOf = (scopes: readonly string[]) => texts.filter(({ scope }) => scopes.includes(scope))
    const page = consent({
      context,
      form: visit.target('/consent', { interaction }, { asked: asked.all.join(' ') }),
      app: {
        ...app,
        clientId: client.clientId,
        publisher: { name: publisherName(app, context), verified: app.verified },
      },
      user: identityOf(visit.signedIn),
      useAnotherAccountUrl: visit.url('/login', { interaction, account: 'another' }),
      scopes: {
        required: inGroups(textsOf(asked.required)),
        optional: textsOf(asked.optional),
        alreadyGranted: inGroups(textsOf(asked.granted)),
      },
      ...placeChoice(places, context.strings.consent),
      destination: destinationOf(waiting.parameters.get('redirect_uri') ?? ''),
      connectedAppsUrl: visit.url('/account#connected-apps'),
      problem: problemOf(visit),
    })
    return show(page, inFlow(waiting))
  }

  const deny: Handler = async ({ visit, waiting }) => {
    const decision = { allow: false, scopes: [], userId: visit.signedIn.user.id }
    const alive = await recordDecision(waiting.interaction.hash, decision, ports)
    return alive ? go(continueUrl(visit, waiting)) : fail('expired', { appName: waiting.app.name })
  }

  const allow: Handler = async ({ visit, waiting, asked, places }) => {
    const { form, signedIn } = visit
    const again = (more: Readonly<Record<string, string>> = {}) =>
      go(visit.url('/consent', { interaction: waiting.secret, ...more }))
    const organizationId = chosenPlace(places, form.get('organization'))
    if (organizationId === 'unclear') return again()
    const ticked = [...form.all('scope'), ...(visit.query.get('scope')?.split(' ') ?? [])]
    const scopes = allowedScopes(asked, ticked)
    const decided = await decideConsent(
      {
        client: waiting.client,
        interactionHash: waiting.interaction.hash,
        userId: signedIn.user.id,
        places,
        organizationId,
        actor: chosenActor(places, form.get('actor')),
        scopes,
        withoutMore: form.get('without_more') === 'yes',
        origin: originOf(visit.request),
      },
      ports,
    )
    switch (decided.outcome) {
      case 'recorded':
        return go(continueUrl(visit, waiting))
      case 'ended':
        return fail('expired', { appName: waiting.app.name })
      case 'choose_again':
        return again()
      case 'approval_needed':
        return again({ ask: decided.standing.organizationId, actor: decided.actor, scope: scopes.join(' ') })
      case 'refused':
        return again({ problem: decided.reason === 'nothing_to_grant' ? decided.reason : 'not_installed' })
    }
  }

  const decide: Handler = async (pending) => {
    const { visit, waiting, asked } = pending
    const { form } = visit
    // Nobody may allow what they were not shown: what the app asks for may have changed meanwhile.
    const isShown = form.get('asked') === asked.all.join(' ')
    switch (form.get('decision')) {
      case 'deny':
        if (isShown) return deny(pending)
        break
      case 'allow':
        if (isShown) return allow(pending)
        break
      case 'request':
        if (isShown) return fileRequest(pending, ports)
        break
    }
    return go(visit.url('/consent', { interaction: waiting.secret }))
  }

  /** The platform asks by a page of its own, and tells by its back end. */
  const handOver =
    (consentUrl: string): Handler =>
    async ({ visit, waiting }) => {
      const alive = await handOverInteraction(waiting.interaction.hash, visit.signedIn.user.id, ports)
      if (!alive) return fail('expired', { appName: waiting.app.name })
      const target = new URL(consentUrl)
      target.searchParams.set('interaction', waiting.secret)
      return go(target.href)
    }

  const { consentUrl } = ports
  return personalPage({
    path: '/consent',
    signIn: (visit) => go(visit.url('/login', { interaction: visit.query.get('interaction') })),
    ...(consentUrl === undefined
      ? { load: whileAsked(load), actions: { '/consent': whileAsked(decide) } }
      : { load: whileAsked(handOver(consentUrl)) }),
  })
}
