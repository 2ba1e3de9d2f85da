import { redirectUriProblem } from '../../protocol/redirect-uri.ts'
import { openidScopes } from '../../protocol/scopes.ts'
import type { Problem } from '../input/problems.ts'
import { managementScopes } from '../policy/management-scopes.ts'
import { authenticationMethodsOf } from './app-values.ts'
import type { Manifest } from './manifest-schema.ts'

/** What the server has registered, and what exists in the state file or in the database. */
export interface RegistrationFacts {
  readonly grantTypes: readonly { readonly name: string; readonly confidentialOnly: boolean }[]
  readonly clientAuthenticationMethods: readonly string[]
  readonly scopes: ReadonlySet<string>
  readonly resources: ReadonlySet<string>
}

type Report = (path: Problem['path'], message: string) => void

const checkGrantTypes = (manifest: Manifest, facts: RegistrationFacts, report: Report): void => {
  const names = facts.grantTypes.map((type) => type.name).join(', ')
  for (const [index, name] of manifest.grantTypes.entries()) {
    const type = facts.grantTypes.find((candidate) => candidate.name === name)
    if (!type) report(['grantTypes', index], `must be one of ${names}`)
    else if (type.confidentialOnly && manifest.type === 'public')
      report(['grantTypes', index], `must not be ${name} for a public app, which has no credentials`)
  }
}

const checkMethods = (manifest: Manifest, facts: RegistrationFacts, report: Report): void => {
  const known = facts.clientAuthenticationMethods
  for (const method of authenticationMethodsOf(manifest)) {
    if (!known.includes(method))
      report(['tokenEndpointAuthMethod'], `must be one of ${known.join(', ')}, which this server has`)
  }
}

const checkType = (manifest: Manifest, report: Report): void => {
  if (manifest.type !== 'public') {
    if (authenticationMethodsOf(manifest).includes('none'))
      report(['tokenEndpointAuthMethod'], 'must not be none for a confidential app: make its type public')
    return
  }
  if (authenticationMethodsOf(manifest).some((method) => method !== 'none'))
    report(['tokenEndpointAuthMethod'], 'must be none for a public app, which can keep no secret')
  if (manifest.pkce !== 'required') report(['pkce'], 'must be required for a public app')
  if (manifest.refresh !== 'rotate')
    report(['refresh'], 'must be rotate for a public app, since in_place needs client authentication')
  if (manifest.introspection !== 'own')
    report(['introspection'], 'must be own for a public app, which cannot authenticate to introspect')
}

const checkRedirectUris = (manifest: Manifest, report: Report): void => {
  for (const key of ['redirectUris', 'postLogoutRedirectUris'] as const) {
    for (const [index, uri] of manifest[key].entries()) {
      const problem = redirectUriProblem(uri, manifest.type)
      if (problem) report([key, index], problem)
    }
  }
  if (manifest.grantTypes.includes('authorization_code') && manifest.redirectUris.length === 0)
    report(['redirectUris'], 'must not be empty for an app with the grant type authorization_code')
}

const ownScopes: ReadonlySet<string> = new Set([...openidScopes, ...managementScopes.map(({ name }) => name)])

const checkScopes = (manifest: Manifest, facts: RegistrationFacts, report: Report): void => {
  for (const [index, scope] of manifest.scopes.entries()) {
    if (!facts.scopes.has(scope) && !ownScopes.has(scope))
      report(['scopes', index], `names the scope ${scope}, which is not among scopes`)
  }
  for (const key of ['optionalScopes', 'defaultScopes'] as const) {
    for (const [index, scope] of (manifest[key] ?? []).entries()) {
      if (!manifest.scopes.includes(scope))
        report([key, index], `names the scope ${scope}, which is not among the app's scopes`)
    }
  }
  if (manifest.optionalScopes.includes('openid')) report(['optionalScopes'], 'must not hold openid')
}

const checkIntrospection = (manifest: Manifest, facts: RegistrationFacts, report: Report): void => {
  for (const [index, identifier] of manifest.serves.entries()) {
    if (!facts.resources.has(identifier))
      report(['serves', index], `names the resource ${identifier}, which is not among resources`)
  }
  if (manifest.introspection === 'audience' && manifest.serves.length === 0)
    report(['serves'], 'must name the resources that the app serves, since introspection is audience')
}

/**
 * Everything that is wrong with an app beyond the form of its manifest: the one place that says so for the state file,
 * the management API and the command line. Paths are within the manifest.
 */
export const checkManifest = (manifest: Manifest, facts: RegistrationFacts): Problem[] => {
  const problems: Problem[] = []
  const report: Report = (path, message) => problems.push({ path, message })
  checkGrantTypes(manifest, facts, report)
  checkMethods(manifest, facts, report)
  checkType(manifest, report)
  checkRedirectUris(manifest, report)
  checkScopes(manifest, facts, report)
  checkIntrospection(manifest, facts, report)
  return problems
}
