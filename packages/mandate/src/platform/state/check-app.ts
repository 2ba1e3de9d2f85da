import { redirectUriProblem } from '../../protocol/redirect-uri.ts'
import { openidScopes } from '../../protocol/scopes.ts'
import type { Problem } from '../input/problems.ts'
import type { AppEntry } from './app-schema.ts'

/** What the server has registered, and what exists in the file or in the database. */
export interface AppFacts {
  readonly grantTypes: readonly { readonly name: string; readonly confidentialOnly: boolean }[]
  readonly clientAuthenticationMethods: readonly string[]
  readonly scopes: ReadonlySet<string>
  readonly resources: ReadonlySet<string>
  /** Slugs of organizations, e-mails of users in lower case. */
  readonly owners: ReadonlySet<string>
}

/** The methods that an entry asks for; `none` for a public client that names none. */
export const authenticationMethodsOf = (entry: AppEntry): readonly string[] => {
  const named = entry.tokenEndpointAuthMethod
  if (named === undefined) return [entry.type === 'public' ? 'none' : 'client_secret_basic']
  return typeof named === 'string' ? [named] : named
}

type Report = (path: Problem['path'], message: string) => void

const checkGrantTypes = (entry: AppEntry, facts: AppFacts, report: Report): void => {
  const names = facts.grantTypes.map((type) => type.name).join(', ')
  for (const [index, name] of entry.grantTypes.entries()) {
    const type = facts.grantTypes.find((candidate) => candidate.name === name)
    if (!type) report(['grantTypes', index], `must be one of ${names}`)
    else if (type.confidentialOnly && entry.type === 'public')
      report(['grantTypes', index], `must not be ${name} for a public app, which has no credentials`)
  }
}

const checkMethods = (entry: AppEntry, facts: AppFacts, report: Report): void => {
  const known = facts.clientAuthenticationMethods
  for (const method of authenticationMethodsOf(entry)) {
    if (!known.includes(method))
      report(['tokenEndpointAuthMethod'], `must be one of ${known.join(', ')}, which this server has`)
  }
}

const checkType = (entry: AppEntry, report: Report): void => {
  if (entry.type !== 'public') {
    if (authenticationMethodsOf(entry).includes('none'))
      report(['tokenEndpointAuthMethod'], 'must not be none for a confidential app: make its type public')
    return
  }
  if (authenticationMethodsOf(entry).some((method) => method !== 'none'))
    report(['tokenEndpointAuthMethod'], 'must be none for a public app, which can keep no secret')
  if (entry.clientSecret !== undefined)
    report(['clientSecret'], 'must be left out for a public app, which can keep no secret')
  if (entry.pkce !== 'required') report(['pkce'], 'must be required for a public app')
  if (entry.refresh !== 'rotate')
    report(['refresh'], 'must be rotate for a public app, since in_place needs client authentication')
  if (entry.introspection !== 'own')
    report(['introspection'], 'must be own for a public app, which cannot authenticate to introspect')
}

const checkRedirectUris = (entry: AppEntry, report: Report): void => {
  for (const key of ['redirectUris', 'postLogoutRedirectUris'] as const) {
    for (const [index, uri] of entry[key].entries()) {
      const problem = redirectUriProblem(uri, entry.type)
      if (problem) report([key, index], problem)
    }
  }
  if (entry.grantTypes.includes('authorization_code') && entry.redirectUris.length === 0)
    report(['redirectUris'], 'must not be empty for an app with the grant type authorization_code')
}

const checkScopes = (entry: AppEntry, facts: AppFacts, report: Report): void => {
  for (const [index, scope] of entry.scopes.entries()) {
    if (!facts.scopes.has(scope) && !openidScopes.includes(scope))
      report(['scopes', index], `names the scope ${scope}, which is not among scopes`)
  }
  for (const key of ['optionalScopes', 'defaultScopes'] as const) {
    for (const [index, scope] of (entry[key] ?? []).entries()) {
      if (!entry.scopes.includes(scope))
        report([key, index], `names the scope ${scope}, which is not among the app's scopes`)
    }
  }
  if (entry.optionalScopes.includes('openid')) report(['optionalScopes'], 'must not hold openid')
}

const checkIntrospection = (entry: AppEntry, facts: AppFacts, report: Report): void => {
  for (const [index, identifier] of entry.serves.entries()) {
    if (!facts.resources.has(identifier))
      report(['serves', index], `names the resource ${identifier}, which is not among resources`)
  }
  if (entry.introspection === 'audience' && entry.serves.length === 0)
    report(['serves'], 'must name the resources that the app serves, since introspection is audience')
}

/** Everything that is wrong with an app beyond the form of its entry. Paths are within the entry. */
export const checkApp = (entry: AppEntry, facts: AppFacts): Problem[] => {
  const problems: Problem[] = []
  const report: Report = (path, message) => problems.push({ path, message })
  checkGrantTypes(entry, facts, report)
  checkMethods(entry, facts, report)
  checkType(entry, report)
  checkRedirectUris(entry, report)
  checkScopes(entry, facts, report)
  checkIntrospection(entry, facts, report)
  const { owner } = entry
  if (owner !== undefined && !facts.owners.has(owner.includes('@') ? owner.toLowerCase() : owner))
    report(['owner'], `names ${owner}, which is neither an organization's slug nor a user's e-mail`)
  return problems
}
