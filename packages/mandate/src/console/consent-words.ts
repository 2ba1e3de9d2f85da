import type { AppFacts, ConsentFacts } from '../platform/apps/app-facts.ts'
import type { Destination } from './pages/consent/consent-props.ts'
import { destinationOf } from './pages/consent/destination.ts'
import { publisherName } from './pages/consent/publisher-name.ts'
import { type GroupedScopeText, scopeTexts } from './pages/consent/scope-texts.ts'
import type { ViewContext } from './view-context.ts'

/** What our consent page says, for a page of the platform that says it instead. */
export interface ConsentWords {
  scopes(names: readonly string[]): Promise<readonly GroupedScopeText[]>
  publisher(app: AppFacts): string
  destination(redirectUri: string): Destination
}

export const createConsentWords = (
  context: Pick<ViewContext, 'branding' | 'strings'>,
  facts: Pick<ConsentFacts, 'listScopes'>,
): ConsentWords => ({
  scopes: (names) => scopeTexts(names, facts, context.strings),
  publisher: (app) => publisherName(app, context),
  destination: destinationOf,
})
