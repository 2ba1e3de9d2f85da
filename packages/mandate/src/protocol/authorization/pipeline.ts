/**
 * The authorization endpoint's checks, in order. While client and redirect URI are not proven, an
 * error is shown to the person; from then on it goes to the app. The types refuse an order in which a check would stand before
 * the facts that it needs; `test/protocol/authorization-checks.test.ts` proves that none can be left out.
 */
import { checkAcr } from './acr.ts'
import { checkAuthentication } from './authentication.ts'
import { checkAuthority } from './authority.ts'
import { Checks } from './checks.ts'
import { checkClaimsParameter } from './claims-parameter.ts'
import { checkClient } from './client.ts'
import { checkConsent } from './consent.ts'
import type { Received } from './facts.ts'
import { checkIdTokenHint } from './id-token-hint.ts'
import { checkMaxAge } from './max-age.ts'
import { checkPkce } from './pkce.ts'
import { checkPrompt } from './prompt.ts'
import { checkRedirectUri } from './redirect-uri.ts'
import { checkRepeatedParameters } from './repeated-parameters.ts'
import { checkRequestObject } from './request-object.ts'
import { checkResource } from './resource.ts'
import { checkResponseMode } from './response-mode.ts'
import { checkResponseType } from './response-type.ts'
import { checkScope } from './scope.ts'
import { checkSuspendedClient } from './suspended-client.ts'

export const authorizationChecks = Checks.from<Received>()
  .check('client', checkClient)
  .check('redirect-uri', checkRedirectUri)
  // From here on, errors are sent to the redirect URI.
  .check('response-mode', checkResponseMode)
  .check('repeated-parameters', checkRepeatedParameters)
  .check('suspended-client', checkSuspendedClient)
  .check('request-object', checkRequestObject)
  .check('response-type', checkResponseType)
  .check('pkce', checkPkce)
  .check('prompt', checkPrompt)
  .check('max-age', checkMaxAge)
  .check('claims-parameter', checkClaimsParameter)
  .check('scope', checkScope)
  .check('resource', checkResource)
  .check('acr', checkAcr)
  .check('id-token-hint', checkIdTokenHint)
  .check('authentication', checkAuthentication)
  .check('authority', checkAuthority)
  .check('consent', checkConsent)

export type AuthorizationChecks = typeof authorizationChecks
type Passed = Extract<Awaited<ReturnType<AuthorizationChecks['run']>>, { passed: true }>
/** Everything that is established once all checks have passed. */
export type AuthorizedFacts = Passed['facts']
