/**
 * The authorization endpoint (OAuth 2.1 3.1 and 4.1, OpenID Connect Core 3.1.2, RFC 9207). Every request, whether it
 * comes from an app or back from a page that asked the person, passes the same table of checks from the top.
 */

import type { Attempt } from '../attempt.ts'
import { clientFingerprint } from '../authorization/client-fingerprint.ts'
import type { Interaction, PersonPort } from '../authorization/person.ts'
import type { AuthorizationChecks, AuthorizedFacts } from '../authorization/pipeline.ts'
import { authorizationResponse, type FormPostPage } from '../authorization/response.ts'
import type { ProtocolContext } from '../context.ts'
import type { Endpoint } from '../endpoint.ts'
import { errorUri, OAuthError } from '../errors.ts'
import type { StoredAuthorizationCode } from '../grant-types/authorization-code.ts'
import { type HttpRequest, type HttpResponse, redirect } from '../http.ts'
import { newId } from '../identifiers.ts'
import { parseParameters, readForm } from '../parameters.ts'
import { hashToken, newToken } from '../tokens/format.ts'

/** What a person just agreed to, to be remembered. */
export interface NewConsent {
  readonly scopes: readonly string[]
  readonly clientFingerprint: string
  /** The request by which it came, for the audit log. */
  readonly origin: { readonly requestId: string; readonly address: string }
}

export interface AuthorizationStore {
  /**
   * Stores the code and, as one with it, uses up the interaction, and remembers the consent or holds on to the one that
   * was remembered. Not stored if the interaction was used up, or that consent or the record on which it stands (see
   * `Authority`) was ended, in the meantime.
   */
  issueAuthorizationCode(
    code: StoredAuthorizationCode,
    interactionHash: string | undefined,
    consent: NewConsent | 'remembered' | 'not_needed',
  ): Promise<'issued' | 'interaction_used' | 'consent_revoked'>
  /** Uses up an interaction that ends in a refusal; false if it was used up before. */
  consumeInteraction(hash: string, now: number): Promise<boolean>
}

export interface AuthorizationPages {
  /** For errors that must not leave this server, since client or redirect URI are not proven. */
  error(request: HttpRequest, error: OAuthError): HttpResponse
  formPost: FormPostPage
}

const alreadyUsed = () =>
  new OAuthError('invalid_request', 'This sign-in was completed before; start again from the app.', {
    reason: 'malformed_request',
  })

/** The code; undefined if the consent that it stood on was revoked a moment ago. */
const issueCode = async (
  facts: AuthorizedFacts,
  context: ProtocolContext,
  store: AuthorizationStore,
): Promise<string | undefined> => {
  const { client, authentication, interaction, grantedScopes } = facts
  const now = context.clock.now()
  const code = newToken(context.prefixes.authorizationCode)
  const stored: StoredAuthorizationCode = {
    hash: hashToken(code),
    clientId: client.id,
    userId: authentication.userId,
    botId: facts.authority.botId,
    authorityId: facts.authority.id,
    sessionId: authentication.sessionId,
    familyId: newId('fam'),
    redirectUri: facts.redirectUri,
    scopes: grantedScopes,
    resources: facts.resources,
    codeChallenge: facts.codeChallenge,
    authentication: {
      nonce: facts.parameters.get('nonce'),
      authTime: authentication.authenticatedAt,
      amr: authentication.amr,
      acr: facts.acr,
      claims: facts.claims && { userinfo: facts.claims.userinfo, idToken: facts.claims.idToken },
    },
    createdAt: now,
    expiresAt: now + (client.lifetimes.authorizationCode ?? context.lifetimes.authorizationCode),
  }
  const consent =
    facts.consent === 'given'
      ? {
          scopes: facts.allowedScopes,
          clientFingerprint: clientFingerprint(client),
          origin: { requestId: facts.request.requestId, address: facts.request.remoteAddress },
        }
      : facts.consent
  const outcome = await store.issueAuthorizationCode(stored, interaction?.hash, consent)
  if (outcome === 'interaction_used') throw alreadyUsed()
  return outcome === 'issued' ? code : undefined
}

const attemptOf = (
  { client, authentication, authority, parameters }: Partial<AuthorizedFacts>,
  step: string,
): { readonly attempt?: Attempt } =>
  client
    ? {
        attempt: {
          endpoint: 'authorize',
          client,
          step,
          userId: authentication?.userId,
          claims: authority?.claims,
          redirectUri: parameters?.get('redirect_uri'),
        },
      }
    : {}

export const authorizeEndpoints = (
  context: ProtocolContext,
  checks: AuthorizationChecks,
  person: PersonPort,
  store: AuthorizationStore,
  pages: AuthorizationPages,
): Endpoint[] => {
  const { issuer } = context

  const refuse = async (
    request: HttpRequest,
    error: OAuthError,
    facts: Partial<AuthorizedFacts>,
    step: string,
  ): Promise<HttpResponse> => {
    const { redirectUri, interaction } = facts
    const told = { refusal: error, ...attemptOf(facts, step) }
    if (redirectUri === undefined) return { ...pages.error(request, error), ...told }
    if (interaction && !(await store.consumeInteraction(interaction.hash, context.clock.now()))) {
      return pages.error(request, alreadyUsed())
    }
    const response = authorizationResponse(
      redirectUri,
      facts.responseMode ?? 'query',
      {
        error: error.code,
        error_description: error.description,
        error_uri: errorUri(issuer, error.code),
        state: facts.parameters?.repeated.includes('state') ? undefined : facts.parameters?.get('state'),
        iss: issuer,
      },
      pages.formPost,
    )
    return { ...response, ...told }
  }

  const judge = async (
    request: HttpRequest,
    text: string,
    interaction: Interaction | undefined,
  ): Promise<HttpResponse> => {
    const parameters = parseParameters(text)
    const verdict = await checks.run({ context, person, request, parameters, interaction })
    if (!verdict.passed) {
      const { facts } = verdict
      if (verdict.asked) {
        const client = facts.client
        if (!client) throw new Error('a person was asked before the client was known')
        return person.ask(request, { ask: verdict.asked.question, client, parameters: text, interaction })
      }
      if (verdict.error instanceof OAuthError) return refuse(request, verdict.error, facts, verdict.at)
      throw verdict.error
    }
    const { facts } = verdict
    try {
      const code = await issueCode(facts, context, store)
      // Judged anew, the request finds no consent, and asks for it.
      if (code === undefined) return judge(request, text, interaction)
      const response = { code, state: parameters.get('state'), iss: issuer }
      return {
        ...authorizationResponse(facts.redirectUri, facts.responseMode, response, pages.formPost),
        ...attemptOf(facts, 'done'),
      }
    } catch (error) {
      // Used up by another tab: the app has its answer already, so nothing is sent to it again.
      if (!(error instanceof OAuthError)) throw error
      return { ...pages.error(request, error), refusal: error, ...attemptOf(facts, 'issue') }
    }
  }

  return [
    {
      name: 'authorization',
      path: '/oauth/authorize',
      methods: ['GET', 'POST'],
      unsafeGet: true,
      cors: 'none',
      metadataName: 'authorization_endpoint',
      async handle(request) {
        if (request.method === 'GET') return judge(request, request.query, undefined)
        // A form from another site arrives without our cookies; as a GET it comes with them.
        try {
          readForm(request)
        } catch (error) {
          if (error instanceof OAuthError) return { ...pages.error(request, error), refusal: error }
          throw error
        }
        // Written anew, since a body may hold what a header may not.
        return redirect(`${issuer}/oauth/authorize?${new URLSearchParams(request.body)}`)
      },
    },
    {
      name: 'authorization continued',
      path: '/oauth/authorize/continue',
      methods: ['GET'],
      unsafeGet: true,
      cors: 'none',
      async handle(request) {
        const interaction = await person.resume(request)
        if (interaction) return judge(request, interaction.parameters, interaction)
        const error = new OAuthError(
          'invalid_request',
          'This sign-in has expired, was completed, or began in another browser; start again from the app.',
          { reason: 'malformed_request' },
        )
        return { ...pages.error(request, error), refusal: error }
      },
    },
  ]
}
