import type { Client, ClientStore } from '../../protocol/client.ts'
import { hashToken } from '../../protocol/tokens/format.ts'
import type { AppFacts, ConsentFacts } from '../apps/app-facts.ts'
import { handOffSource } from '../external-identities/external-person.ts'
import type { FindInteractionPorts } from '../interactions/find.ts'
import {
  type AskedSignIn,
  askedSignIn,
  asksForFreshSignIn,
  earliestAuthTime,
} from '../login-challenges/asked-sign-in.ts'
import { type FindLoginChallengePorts, findLoginChallenge } from '../login-challenges/find.ts'

export interface DescribeChallengePorts extends FindLoginChallengePorts, FindInteractionPorts {
  readonly clients: Pick<ClientStore, 'findClient'>
  readonly facts: Pick<ConsentFacts, 'findApp'>
}

/** What the platform's login has to know. Times are epoch seconds. */
export interface DescribedChallenge {
  /** Undefined: the person comes to the pages of this server, by themselves. */
  readonly app: (AppFacts & { readonly id: string } & Pick<Client, 'clientId'>) | undefined
  readonly asked: AskedSignIn
  /** Whether a session that the platform has is not enough. */
  readonly freshSignIn: boolean
  /** An earlier `auth_time` is answered to the app with `login_required`. */
  readonly earliestAuthTime: number | undefined
  /** Whether completion or rejection was posted already. */
  readonly answered: boolean
  readonly createdAt: number
  readonly expiresAt: number
}

/** What a challenge asks of the platform's login; undefined if it is unknown, used or too old. */
export const describeChallenge = async (
  secret: string,
  ports: DescribeChallengePorts,
): Promise<DescribedChallenge | undefined> => {
  const found = await findLoginChallenge(secret, handOffSource, ports)
  if (!found) return undefined
  const { challenge, state } = found
  const interaction =
    state.interaction === undefined ? undefined : await ports.interactions.find(hashToken(state.interaction))
  const client = interaction && (await ports.clients.findClient(interaction.clientId))
  const app = client && (await ports.facts.findApp(client.appId))
  const asked = askedSignIn(interaction?.parameters, state.anotherAccount)
  const requestedAt = interaction?.createdAt ?? challenge.createdAt
  return {
    app: app && { ...app, id: client.appId, clientId: client.clientId },
    asked,
    freshSignIn: asksForFreshSignIn(asked),
    earliestAuthTime: earliestAuthTime(asked, requestedAt, ports.clock.now()),
    answered: challenge.completionHash !== undefined,
    createdAt: challenge.createdAt,
    expiresAt: challenge.expiresAt,
  }
}
