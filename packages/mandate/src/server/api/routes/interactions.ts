/** Consent that the platform draws: what our own page would show, and the decision. */
import type { AppFacts } from '../../../platform/apps/app-facts.ts'
import type { NamedStanding } from '../../../platform/authority/consent-places.ts'
import { type DecideConsentPorts, decideConsent } from '../../../platform/consents/decide-consent.ts'
import { handOffSource } from '../../../platform/external-identities/external-person.ts'
import type {
  RequestApprovalInput,
  RequestOutcome,
} from '../../../platform/installations/request-approval.ts'
import { type AwaitApprovalPorts, awaitApproval } from '../../../platform/interactions/await-approval.ts'
import { recordDecision } from '../../../platform/interactions/record-decision.ts'
import { openidScopes } from '../../../protocol/scopes.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { type ConsentToAsk, type FindConsentToAskPorts, findConsentToAsk } from './find-interaction.ts'
import { decided, decision, interaction } from './interaction-schemas.ts'

export interface InteractionRoutePorts extends FindConsentToAskPorts, DecideConsentPorts, AwaitApprovalPorts {
  readonly interactions: FindConsentToAskPorts['interactions'] &
    DecideConsentPorts['interactions'] &
    AwaitApprovalPorts['interactions']
  readonly clock: FindConsentToAskPorts['clock']
  readonly identities: { findSubject(source: string, userId: string): Promise<string | undefined> }
  requestApproval(input: RequestApprovalInput): Promise<RequestOutcome>
  readonly issuer: string
  /** As our own page words it. */
  readonly consentWords: {
    scopes(names: readonly string[]): Promise<
      readonly {
        readonly scope: string
        readonly text: string
        readonly group: string | undefined
        readonly access?: 'read' | 'write' | 'sensitive' | undefined
      }[]
    >
    publisher(app: AppFacts): string
    destination(redirectUri: string): {
      readonly kind: 'host' | 'loopback' | 'scheme'
      readonly host?: string
      readonly scheme?: string
    }
  }
}

const route = routeWith<InteractionRoutePorts>()

const choiceOf = ({ asked }: ConsentToAsk, scope: string): 'granted' | 'optional' | 'required' =>
  asked.granted.includes(scope) ? 'granted' : asked.optional.includes(scope) ? 'optional' : 'required'

const organizationOf = ({
  organizationId,
  slug,
  name,
  install,
  installation,
  pendingRequest,
}: NamedStanding) => ({
  id: organizationId,
  slug,
  name,
  install,
  granted: installation?.status === 'active' ? installation.grantedScopes : [],
  pending: pendingRequest?.scopes ?? [],
})

const bodyOf = async (thing: ConsentToAsk, ports: InteractionRoutePorts) => {
  const { app, client, user, asked, places, parameters, secret } = thing
  const { consentWords, identities, issuer } = ports
  const { kind, host, scheme } = consentWords.destination(parameters.get('redirect_uri') ?? '')
  const texts = await consentWords.scopes(asked.all)
  return {
    app: { ...app, id: client.appId, clientId: client.clientId, publisher: consentWords.publisher(app) },
    user: {
      id: user.id,
      subject: await identities.findSubject(handOffSource, user.id),
      email: user.email,
      name: user.name,
    },
    scopes: texts.map((text) => ({ ...text, choice: choiceOf(thing, text.scope) })),
    personal: places.personal,
    organizations: places.organizations.map(organizationOf),
    actorModes: places.actorModes,
    destination: { kind, name: host ?? scheme ?? '' },
    useAnotherAccountUrl: `${issuer}/login?${new URLSearchParams({ interaction: secret, account: 'another' })}`,
    expiresAt: thing.interaction.expiresAt,
  }
}

const refused = (reason: string, detail: string): Problem => new Problem('refused', detail, { reason })

/** @throws Problem unless all is there that the person had to see, and nothing that they could not. */
const requireShown = ({ asked }: ConsentToAsk, scopes: readonly string[]): void => {
  const isShown = (scope: string): boolean => scope === 'openid' || scopes.includes(scope)
  if (asked.required.every(isShown) && scopes.every((scope) => asked.all.includes(scope))) return
  throw refused(
    'scopes_changed',
    'These are not the scopes that are asked for: show the person what the interaction holds now, and ask again.',
  )
}

const chooseAgain = () =>
  refused(
    'choose_again',
    'The organization or the actor mode is not there to choose: read the interaction again.',
  )

export const interactionRoutes = [
  route({
    method: 'GET',
    path: '/interactions/:interaction',
    id: 'getInteraction',
    tag: 'Sign-in',
    summary: 'Read what an app asks a person to allow',
    description:
      'For a platform that draws the consent page itself: what the browser brought as `interaction`.',
    action: 'interaction.read',
    status: 200,
    answer: interaction,
    find: findConsentToAsk,
    handle: async ({ thing }, ports) => ({ status: 200, body: await bodyOf(thing, ports) }),
  }),
  route({
    method: 'POST',
    path: '/interactions/:interaction/decision',
    id: 'decideInteraction',
    tag: 'Sign-in',
    summary: 'Tell what the person decided',
    description:
      'Only what the person whom the interaction names has decided, signed in to the platform, on a page of its own. Installs the app where they allow it in an organization and may.',
    action: 'interaction.decide',
    body: decision,
    status: 200,
    answer: decided,
    find: findConsentToAsk,
    async handle({ thing, body, origin }, ports) {
      const { interaction: waiting, client, user, places, asked, secret } = thing
      const at = (path: string) => `${ports.issuer}${path}?${new URLSearchParams({ interaction: secret })}`
      const goOn = at('/oauth/authorize/continue')
      if (body.decision === 'deny') {
        const denied = { allow: false, scopes: [], userId: user.id }
        if (!(await recordDecision(waiting.hash, denied, ports))) throw notFound()
        return { status: 200, body: { outcome: 'denied' as const, redirectTo: goOn } }
      }

      const { organization } = body
      const place =
        organization === undefined
          ? undefined
          : places.organizations.find(({ organizationId, slug }) =>
              [organizationId, slug].includes(organization),
            )
      if (organization !== undefined && !place) throw chooseAgain()

      if (body.decision === 'request') {
        const actor = body.actor ?? (places.actorModes.length === 1 ? places.actorModes[0] : undefined)
        if (!place || actor === undefined || !places.actorModes.includes(actor)) throw chooseAgain()
        const wanted = body.scopes.filter(
          (scope) => asked.all.includes(scope) && !openidScopes.includes(scope),
        )
        const requested = await ports.requestApproval({
          appId: client.appId,
          organizationId: place.organizationId,
          scopes: wanted,
          actorModes: [actor],
          reason: body.reason,
          userId: user.id,
          origin,
        })
        if (requested.outcome === 'refused')
          throw refused(requested.reason, 'Nobody can be asked for that: read the interaction again.')
        await awaitApproval(waiting.hash, ports)
        return { status: 200, body: { outcome: 'requested' as const, redirectTo: at('/consent') } }
      }

      requireShown(thing, body.scopes)
      const outcome = await decideConsent(
        {
          client,
          interactionHash: waiting.hash,
          userId: user.id,
          places,
          organizationId: place?.organizationId,
          actor: body.actor,
          scopes: asked.all.filter(
            (scope) => scope === 'openid' || asked.granted.includes(scope) || body.scopes.includes(scope),
          ),
          withoutMore: body.withoutMore,
          origin,
        },
        ports,
      )
      switch (outcome.outcome) {
        case 'recorded':
          return { status: 200, body: { outcome: 'allowed' as const, redirectTo: goOn } }
        case 'ended':
          throw notFound()
        case 'choose_again':
          throw chooseAgain()
        case 'approval_needed':
          throw refused(
            'approval_required',
            'Admins of the organization have to approve it: ask them by the decision request, or go on withoutMore.',
          )
        case 'refused':
          throw refused(outcome.reason, 'The app cannot be installed there.')
      }
    },
  }),
]
