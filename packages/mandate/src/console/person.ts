import { type FindConsentPorts, findConsent } from '../platform/consents/find-consent.ts'
import { type BeginInteractionPorts, beginInteraction } from '../platform/interactions/begin.ts'
import { type FindInteractionPorts, findInteraction } from '../platform/interactions/find.ts'
import type { PersonPort, Question } from '../protocol/authorization/person.ts'
import { redirect } from '../protocol/http.ts'
import { parseParameters } from '../protocol/parameters.ts'
import { randomBase62 } from '../protocol/random.ts'
import { hashToken } from '../protocol/tokens/format.ts'
import type { PageEnvironment } from './page-environment.ts'
import { urlOf } from './visit.ts'

const pageOf: Readonly<Record<Question['ask'], string>> = {
  sign_in: '/login',
  choose_account: '/select-account',
  consent: '/consent',
}

/** Answers the authorization endpoint's questions by our pages, cookies and sessions. */
export const createPerson = (
  environment: Pick<PageEnvironment, 'basePath' | 'cookies' | 'findSignedIn'>,
  ports: BeginInteractionPorts & FindInteractionPorts & FindConsentPorts,
): PersonPort => {
  const { cookies, findSignedIn } = environment
  return {
    async authentication(request) {
      const secret = cookies.read(request, 'session')
      const signedIn = secret === undefined ? undefined : await findSignedIn(secret)
      if (!signedIn) return undefined
      const { session } = signedIn
      return {
        sessionId: session.id,
        userId: session.userId,
        authenticatedAt: session.authenticatedAt,
        amr: session.amr,
      }
    },
    async ask(request, { ask, client, parameters, interaction }) {
      const asked = parseParameters(request.query).get('interaction')
      if (interaction && asked !== undefined && hashToken(asked) === interaction.hash)
        return redirect(urlOf(environment, pageOf[ask], { interaction: asked }))
      const known = cookies.read(request, 'browser')
      const browser = known ?? randomBase62(43)
      const fresh = await beginInteraction({ clientId: client.clientId, parameters, browser }, ports)
      return redirect(
        urlOf(environment, pageOf[ask], { interaction: fresh }),
        known === undefined ? { 'set-cookie': [cookies.set('browser', browser)] } : {},
      )
    },
    async resume(request) {
      const secret = parseParameters(request.query).get('interaction')
      if (secret === undefined) return undefined
      return findInteraction(secret, cookies.read(request, 'browser'), ports)
    },
    async rememberedConsent(client, userId, { id, botId }) {
      const actorMode = botId === undefined ? 'self' : 'app'
      return findConsent({ clientId: client.id, userId, installationId: id, actorMode }, ports)
    },
  }
}
