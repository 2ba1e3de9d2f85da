import type { AppFacts } from '../../../platform/apps/app-facts.ts'
import type { ViewContext } from '../../view-context.ts'

/** Who answers for an app. Never the platform's name for what somebody else owns. */
export const publisherName = (
  app: Pick<AppFacts, 'owner'> | undefined,
  { branding, strings }: Pick<ViewContext, 'branding' | 'strings'>,
): string => {
  if (app?.owner) return app.owner.name ?? strings.consent.unnamedPublisher
  return branding.platformName
}
