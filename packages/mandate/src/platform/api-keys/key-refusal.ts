import type { TooManyKeys } from './create-key.ts'
import type { CreateOrganizationKeyOutcome } from './create-organization-key.ts'
import type { CreatePersonalTokenOutcome } from './create-personal-token.ts'

/** Why a key was not made. */
export type KeyRefusal = Extract<
  CreatePersonalTokenOutcome | CreateOrganizationKeyOutcome | TooManyKeys,
  { readonly outcome: 'refused' }
>

/** The refusal in a sentence for whoever asked, without its full stop. */
export const keyRefusalSentence = (refusal: KeyRefusal): string => {
  switch (refusal.reason) {
    case 'scope_unknown':
      return `There are no such scopes: ${refusal.scopes.join(' ')}`
    case 'scope_not_available':
      return `These scopes are beyond what may be given: ${refusal.scopes.join(' ')}`
    case 'organization_unknown':
      return 'The person is a member of no such organization'
    case 'forbidden_by_organization':
      return 'The organization lets no personal token act in it'
    case 'lifetime_too_long':
      return `It may live for ${refusal.limit} seconds at most`
    case 'made_by_a_token':
      return 'A token that was made by a token makes no others'
    case 'made_by_an_app':
      return 'An app makes no personal tokens: they would outlive what was allowed to it'
    case 'too_many':
      return `There are ${refusal.limit} live keys already: revoke one first`
  }
}
