import type { ConsentPlaces } from '../../../platform/authority/consent-places.ts'
import type { Strings } from '../../strings/en.ts'
import type { ActorMode, ConsentProps } from './consent-props.ts'

/** The value of the field `organization` for what a person allows for themselves alone; no id looks like it. */
export const personalPlace = 'personal'

/** The person first: what gives away least. */
const inOrder = (modes: readonly ActorMode[]): readonly ActorMode[] =>
  (['self', 'app'] as const).filter((mode) => modes.includes(mode))

/** Where the app may act, and as whom, as the page offers it; nothing where there is only the person. */
export const placeChoice = (
  { personal, organizations, actorModes }: ConsentPlaces,
  words: Strings['consent'],
): Pick<ConsentProps, 'organization' | 'actor'> => {
  if (organizations.length === 0) return {}
  const options = organizations.map(({ organizationId, name, install, installation }) => ({
    value: organizationId,
    name: install === 'ask' && installation?.status !== 'active' ? words.needsApproval(name) : name,
  }))
  return {
    organization: {
      options: personal ? [{ value: personalPlace, name: words.onlyForYourself }, ...options] : options,
    },
    actor: { options: inOrder(actorModes) },
  }
}

/** As whom the app is to act in an organization; as the page preselects it where the form says nothing. */
export const chosenActor = (
  { actorModes }: ConsentPlaces,
  sent: string | undefined,
): ActorMode | undefined =>
  sent === undefined ? inOrder(actorModes)[0] : actorModes.find((mode) => mode === sent)

/** What the form chose: an organization's id, nothing for the person alone, or that it has to be chosen anew. */
export const chosenPlace = (
  { personal, organizations }: ConsentPlaces,
  sent: string | undefined,
): string | undefined | 'unclear' => {
  if (sent === personalPlace) return personal ? undefined : 'unclear'
  if (sent !== undefined) {
    const found = organizations.find(({ organizationId, slug }) => organizationId === sent || slug === sent)
    return found?.organizationId ?? 'unclear'
  }
  // As the page preselects it, which whoever sends no such field left as it was.
  if (personal) return undefined
  const [only, ...more] = organizations
  return only && more.length === 0 ? only.organizationId : 'unclear'
}
