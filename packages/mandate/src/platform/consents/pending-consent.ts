import type { AskedScopes } from '../../protocol/authorization/asked-scopes.ts'
import type { RememberedConsent } from '../../protocol/authorization/person.ts'
import type { Client } from '../../protocol/client.ts'
import type { Parameters } from '../../protocol/parameters.ts'
import { type ConsentPlaces, type ConsentPlacesPorts, consentPlaces } from '../authority/consent-places.ts'
import { type FindConsentPorts, findConsent } from './find-consent.ts'

/** What an app asks of a person, and all that they can decide about it. */
export interface PendingConsent {
  readonly asked: AskedScopes
  readonly places: ConsentPlaces
}

interface AskingRequest {
  readonly client: Client
  /** Of the authorization request. */
  readonly parameters: Parameters
}

export interface PendingConsentPorts extends ConsentPlacesPorts, FindConsentPorts {
  /** As the authorization endpoint reads the request. @throws OAuthError if it would refuse it. */
  askedScopes(request: AskingRequest, earlier: RememberedConsent | undefined): AskedScopes
}

/**
 * What a request asks of this person now; undefined if there is nowhere that they could allow it: the authorization
 * endpoint tells the app why. @throws OAuthError if the app asks for what it may not
 */
export const pendingConsent = async (
  { userId, ...request }: AskingRequest & { readonly userId: string },
  ports: PendingConsentPorts,
): Promise<PendingConsent | undefined> => {
  const { client, parameters } = request
  const { all } = ports.askedScopes(request, undefined)
  const places = await consentPlaces(
    {
      client,
      userId,
      scopes: all,
      organization: parameters.get('organization'),
      actor: parameters.get('actor'),
    },
    ports,
  )
  if (!places.personal && places.organizations.length === 0) return undefined
  // What was allowed elsewhere says nothing of a place that is yet to be chosen.
  const isPersonal = places.organizations.length === 0
  const earlier = isPersonal ? await findConsent({ clientId: client.id, userId }, ports) : undefined
  return { asked: ports.askedScopes(request, earlier), places }
}
