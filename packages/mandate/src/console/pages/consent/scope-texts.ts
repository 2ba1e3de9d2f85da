import type { ConsentFacts, ScopeFacts } from '../../../platform/apps/app-facts.ts'
import { managementScopes } from '../../../platform/policy/management-scopes.ts'
import { openidScopes } from '../../../protocol/scopes.ts'
import type { ScopeGroup, ScopeText } from '../../components/scope-list.ts'
import type { Strings } from '../../strings/en.ts'

/** A scope in words, and the group that it is shown in. */
export type GroupedScopeText = ScopeText & { readonly group: string | undefined }

const accessOf = { low: 'read', medium: 'write', high: 'sensitive' } as const

const isAboutPerson = (scope: string): boolean => openidScopes.includes(scope) && scope !== 'offline_access'

const ofManagement = (scope: string): string | undefined =>
  managementScopes.find(({ name }) => name === scope)?.description

const inWords = (scope: string, facts: ScopeFacts | undefined, strings: Strings): GroupedScopeText => {
  const own = Object.entries(strings.scopes).find(([name]) => name !== 'you' && name === scope)?.[1]
  return {
    scope,
    // A scope that nobody put into words is shown by its name rather than kept quiet.
    text: facts?.description ?? own ?? ofManagement(scope) ?? scope,
    access: facts?.risk && accessOf[facts.risk],
    group: facts?.group ?? (isAboutPerson(scope) ? strings.scopes.you : undefined),
  }
}

/**
 * Scopes as people read them, in the order given. `openid` is left out: it tells no more than that they signed in.
 */
export const scopeTexts = async (
  scopes: readonly string[],
  facts: Pick<ConsentFacts, 'listScopes'>,
  strings: Strings,
): Promise<readonly GroupedScopeText[]> => {
  const shown = scopes.filter((scope) => scope !== 'openid')
  const known = new Map((await facts.listScopes(shown)).map((scope) => [scope.name, scope]))
  return shown.map((scope) => inWords(scope, known.get(scope), strings))
}

/** Scopes about one thing together, groups in the order of their first scope. */
export const inGroups = (texts: readonly GroupedScopeText[]): readonly ScopeGroup[] =>
  [...Map.groupBy(texts, ({ group }) => group)].map(([title, scopes]) => ({ title, scopes }))
