import type { ConsentFacts } from '../../../platform/apps/app-facts.ts'
import { type FindConsentPorts, findConsent } from '../../../platform/consents/find-consent.ts'
import { type RecordDecisionPorts, recordDecision } from '../../../platform/interactions/record-decision.ts'
import { OAuthError } from '../../../protocol/errors.ts'
import { type Answer, fail, go, show } from '../../answer.ts'
import { type Page, type PersonalVisit, personalPage } from '../../page.ts'
import { identityOf } from '../../visit.ts'
import {
  continueUrl,
  findWaitingRequest,
  inFlow,
  type WaitingRequest,
  type WaitingRequestPorts,
} from '../../waiting-request.ts'
import { type AskedScopes, allowedScopes, askedScopes } from './asked-scopes.ts'
import { consent } from './consent.ts'
import { destinationOf } from './destination.ts'
import { publisherName } from './publisher-name.ts'
import { inGroups, scopeTexts } from './scope-texts.ts'

export type ConsentPagePorts = WaitingRequestPorts &
  FindConsentPorts &
  RecordDecisionPorts & { readonly facts: ConsentFacts }

type Handler = (visit: PersonalVisit, waiting: WaitingRequest, asked: AskedScopes) => Promise<Answer>

/** An app asks, the person who is signed in decides, for themselves only. */
export const consentPage = (ports: ConsentPagePorts): Page => {
  const whileAsked =
    (handler: Handler) =>
    async (visit: PersonalVisit): Promise<Answer> => {
      const waiting = await findWaitingRequest(visit, ports)
      if (waiting === 'none' || waiting === 'ended') return fail('expired')
      const { user } = visit.signedIn
      const earlier = await findConsent({ clientId: waiting.client.id, userId: user.id }, ports)
      let asked: AskedScopes
      try {
        asked = askedScopes(waiting, earlier)
      } catch (error) {
        if (!(error instanceof OAuthError)) throw error
        // The app was registered for more when it asked: the authorization endpoint judges anew, and tells it.
        return go(continueUrl(visit, waiting))
      }
      return handler(visit, waiting, asked)
    }

  const load: Handler = async (visit, waiting, asked) => {
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
      destination: destinationOf(waiting.parameters.get('redirect_uri') ?? ''),
      connectedAppsUrl: visit.url('/account#connected-apps'),
    })
    return show(page, inFlow(waiting))
  }

  const decide: Handler = async (visit, waiting, asked) => {
    const { form, signedIn } = visit
    const decision = form.get('decision')
    // Nobody may allow what they were not shown: what the app asks for may have changed meanwhile.
    const shown = form.get('asked') ?? ''
    if ((decision !== 'allow' && decision !== 'deny') || shown !== asked.all.join(' ')) {
      return go(visit.url('/consent', { interaction: waiting.secret }))
    }
    const allow = decision === 'allow'
    const scopes = allow ? allowedScopes(asked, form.all('scope')) : []
    const alive = await recordDecision(
      waiting.interaction.hash,
      { allow, scopes, userId: signedIn.user.id },
      ports,
    )
    return alive ? go(continueUrl(visit, waiting)) : fail('expired', { appName: waiting.app.name })
  }

  return personalPage({
    path: '/consent',
    signIn: (visit) => go(visit.url('/login', { interaction: visit.query.get('interaction') })),
    load: whileAsked(load),
    actions: { '/consent': whileAsked(decide) },
  })
}
