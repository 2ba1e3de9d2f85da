import type { AppFacts, ConsentFacts } from '../platform/apps/app-facts.ts'
import { type FindInteractionPorts, findInteraction } from '../platform/interactions/find.ts'
import type { Interaction } from '../protocol/authorization/person.ts'
import type { Client, ClientStore } from '../protocol/client.ts'
import { type Parameters, parseParameters } from '../protocol/parameters.ts'
import type { ShowOptions } from './answer.ts'
import type { AppIdentity } from './components/app-and-platform.ts'
import { flowFormAction } from './form-action.ts'
import type { Visit } from './visit.ts'

/** An authorization request that waits for what this visit is about. */
export interface WaitingRequest {
  /** Names it in links. */
  readonly secret: string
  readonly interaction: Interaction
  readonly client: Client
  readonly app: AppFacts
  /** Of the authorization request. */
  readonly parameters: Parameters
}

export interface WaitingRequestPorts extends FindInteractionPorts {
  readonly clients: Pick<ClientStore, 'findClient'>
  readonly facts: Pick<ConsentFacts, 'findApp'>
}

/**
 * The request that the visit's `interaction` names, or another one given. `none`: it names none. `ended`: it is over, was used, or is another
 * browser's.
 */
export const findWaitingRequest = async (
  visit: Visit,
  ports: WaitingRequestPorts,
  secret = visit.query.get('interaction'),
): Promise<WaitingRequest | 'none' | 'ended'> => {
  if (secret === undefined) return 'none'
  const interaction = await findInteraction(secret, visit.browser, ports)
  const client = interaction && (await ports.clients.findClient(interaction.clientId))
  const app = client && (await ports.facts.findApp(client.appId))
  if (!interaction || !client || !app) return 'ended'
  return { secret, interaction, client, app, parameters: parseParameters(interaction.parameters) }
}

export const appIdentity = ({ app }: WaitingRequest): AppIdentity => ({
  name: app.name,
  logoUrl: app.logoUrl,
})

/** How a page is shown whose forms may lead on to the app, if one waits. */
export const inFlow = (waiting: WaitingRequest | undefined): ShowOptions =>
  waiting ? { formAction: flowFormAction(waiting.client.redirectUris), popup: true } : {}

/** Where the flow goes on: the authorization endpoint judges the request again. */
export const continueUrl = (visit: Visit, waiting: WaitingRequest): string =>
  visit.url('/oauth/authorize/continue', { interaction: waiting.secret })
