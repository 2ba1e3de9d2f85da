import type { Client } from '../../protocol/client.ts'
import type { ActorMode } from '../apps/app.ts'
import { type AuthorityOfPersonPorts, isOffered, type Standing } from './authority-of-person.ts'
import { isInstallable, needsOrganization, type Situation } from './situation.ts'

/** Where an app may be allowed to act, as the person may choose. */
export interface ConsentPlaces {
  /** Whether the person may allow it for themselves alone. */
  readonly personal: boolean
  readonly organizations: readonly NamedStanding[]
  /** As whom it may act in an organization. One or two. */
  readonly actorModes: readonly ActorMode[]
}

export type NamedStanding = Standing & { readonly name: string }

export interface ConsentPlacesPorts extends Pick<AuthorityOfPersonPorts, 'catalogue'> {
  readonly authorities: Pick<AuthorityOfPersonPorts['authorities'], 'findApp'>
  installOptions(input: {
    readonly appId: string
    readonly userId: string
  }): Promise<readonly NamedStanding[]>
}

export interface ConsentPlacesInput {
  readonly client: Client
  readonly userId: string
  readonly scopes: readonly string[]
  /** The hints of the request: of an organization by id or slug, and of how the app is to act. */
  readonly organization: string | undefined
  readonly actor: string | undefined
}

/** What the person can choose, narrowed by what the request hints. */
export const consentPlaces = async (
  { client, userId, scopes, organization, actor }: ConsentPlacesInput,
  ports: ConsentPlacesPorts,
): Promise<ConsentPlaces> => {
  const app = await ports.authorities.findApp(client.appId, userId)
  if (!app) return { personal: true, organizations: [], actorModes: [] }
  const hinted = app.actorModes.find((mode) => mode === actor)
  const situation: Situation = {
    client,
    scopes,
    app,
    actor: hinted,
    rules: await ports.catalogue.scopeRules(),
  }
  const isNeeded = needsOrganization(situation) || organization !== undefined
  if (!isNeeded && !isInstallable(situation)) return { personal: true, organizations: [], actorModes: [] }
  const standings = await ports.installOptions({ appId: client.appId, userId })
  const named = standings.filter(
    ({ organizationId, slug }) =>
      organization === undefined || organizationId === organization || slug === organization,
  )
  return {
    personal: !isNeeded,
    organizations: named.filter(isOffered),
    actorModes: hinted ? [hinted] : app.actorModes,
  }
}
