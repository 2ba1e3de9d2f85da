import type { AppRule } from './organization.ts'

export interface ListAppRulesPorts {
  readonly appRules: {
    /** By the app's name. */
    list(organizationId: string): Promise<readonly AppRule[]>
  }
}

/** Which apps an organization allows and blocks by name. */
export const listAppRules = (
  organizationId: string,
  { appRules }: ListAppRulesPorts,
): Promise<readonly AppRule[]> => appRules.list(organizationId)
