import type { AppFacts, ConsentFacts } from '../../../platform/apps/app-facts.ts'
import {
  type PendingConsent,
  type PendingConsentPorts,
  pendingConsent,
} from '../../../platform/consents/pending-consent.ts'
import type { StoredInteraction } from '../../../platform/interactions/find.ts'
import { findHandedOver, type HandOverInteractionPorts } from '../../../platform/interactions/hand-over.ts'
import type { User } from '../../../platform/users/user.ts'
import { askedScopes } from '../../../protocol/authorization/asked-scopes.ts'
import type { Client, ClientStore } from '../../../protocol/client.ts'
import { OAuthError } from '../../../protocol/errors.ts'
import { type Parameters, parseParameters } from '../../../protocol/parameters.ts'
import { Problem } from '../problem.ts'
import type { Found } from '../route.ts'

export interface FindConsentToAskPorts extends Omit<PendingConsentPorts, 'askedScopes'> {
  readonly interactions: Pick<HandOverInteractionPorts['interactions'], 'find'>
  readonly clock: HandOverInteractionPorts['clock']
  readonly clients: Pick<ClientStore, 'findClient'>
  readonly users: { findById(id: string): Promise<User | undefined> }
  readonly facts: Pick<ConsentFacts, 'findApp'>
}

/** A request that was handed over to the platform's consent page, and what is asked. */
export interface ConsentToAsk extends PendingConsent {
  /** Names it in links. */
  readonly secret: string
  readonly interaction: StoredInteraction
  readonly client: Client
  readonly app: AppFacts
  readonly user: User
  readonly parameters: Parameters
}

const nothingToDecide = () =>
  new Problem(
    'refused',
    'There is nothing to decide any more: send the browser to /consent of this server with its interaction.',
    { reason: 'nothing_to_decide' },
  )

/**
 * The request that a secret names. Undefined if it is unknown, over, or was not handed over.
 * @throws Problem if the app may not have it any more, or the person may nowhere allow it
 */
export const findConsentToAsk = async (
  { interaction: secret }: { readonly interaction: string },
  ports: FindConsentToAskPorts,
): Promise<Found<ConsentToAsk> | undefined> => {
  const found = await findHandedOver(secret, ports)
  if (!found) return undefined
  const { interaction, userId } = found
  const client = await ports.clients.findClient(interaction.clientId)
  const [app, user] = await Promise.all([
    client && ports.facts.findApp(client.appId),
    ports.users.findById(userId),
  ])
  if (!client || !app || !user || user.disabledAt !== undefined) return undefined
  const parameters = parseParameters(interaction.parameters)
  const pending = await pendingConsent({ client, parameters, userId }, { ...ports, askedScopes }).catch(
    (error: unknown) => {
      if (error instanceof OAuthError) return undefined
      throw error
    },
  )
  if (!pending) throw nothingToDecide()
  return { subject: {}, thing: { secret, interaction, client, app, user, parameters, ...pending } }
}
