import type { Reason } from '../../protocol/errors.ts'
import { type ErrorCodeWords, errorCodeWords } from './error-code-words.ts'

/**
 * What each reason means, and what the app's developer does about it: the one table for the attempts of an app, for the
 * page of error codes, and for `docs/guide/reason-codes.md`. The names are stable; one that is no longer used stays.
 */
export const reasonWords: Readonly<Record<Reason, ErrorCodeWords>> = {
  unknown_client: {
    means: 'No app has this client ID, or none was sent.',
    remedy: 'Compare client_id with the one that the app shows: it is compared letter by letter.',
  },
  client_suspended: {
    means: 'An operator has suspended the app.',
    remedy: 'Ask the operator of the platform why, and what to change.',
  },
  client_auth_failed: {
    means: 'The client did not authenticate, used two methods at once, or sent a secret that is not live.',
    remedy: 'Send one live secret, by one method. A revoked or expired secret has to be replaced by another.',
  },
  client_auth_method_not_allowed: {
    means: 'The client authenticated by a method that it is not registered for.',
    remedy:
      'Send the secret by the registered method, or register the one that your library uses (tokenEndpointAuthMethod).',
  },
  redirect_uri_missing: {
    means: 'The request names no redirect URI.',
    remedy: 'Send redirect_uri, exactly as one is registered.',
  },
  redirect_uri_mismatch: {
    means:
      'The redirect URI is not one of those registered, or differs from that of the authorization request.',
    remedy:
      'Register the redirect URI, or send one that is: host, path, slash at the end and case count. Only the port of a loopback address may differ.',
  },
  parameter_repeated: {
    means: 'A parameter was sent more than once.',
    remedy:
      'Send each parameter once. Look for one that stands both in the URL of your settings and in the code.',
  },
  malformed_request: {
    means: 'The request is not well-formed, or belongs to a sign-in that is over.',
    remedy:
      'Read the description that came with it; it names what is wrong. An old link has to be started anew from the app.',
  },
  pkce_missing: {
    means:
      'The request has no code_challenge, or the redemption no code_verifier, and the app must use PKCE.',
    remedy:
      'Send code_challenge with code_challenge_method=S256, and later the code_verifier. Every maintained library does.',
  },
  pkce_plain_refused: {
    means: 'The code challenge is of the method plain, or names none.',
    remedy: 'Send code_challenge_method=S256 and the SHA-256 of the verifier as base64url.',
  },
  pkce_mismatch: {
    means: 'The code_verifier does not belong to the code_challenge.',
    remedy:
      'Keep the verifier of each authorization request with its state, and send that one. Two tabs have two.',
  },
  pkce_unexpected: {
    means: 'A code_verifier was sent for a code that was issued without a challenge.',
    remedy: 'Send code_challenge with the authorization request, too.',
  },
  code_unknown: {
    means: 'There is no such authorization code.',
    remedy: 'Send the code as it came, decoded once, to the same server that issued it.',
  },
  code_expired: {
    means: 'The authorization code is too old.',
    remedy:
      'Redeem it as soon as it arrives: codes live for about a minute. Check that the server is not held up.',
  },
  code_reused: {
    means: 'The authorization code was redeemed before. What it bought has been ended.',
    remedy:
      'Redeem a code once. Look for a page that is loaded twice, or a request that is repeated after a timeout.',
  },
  code_client_mismatch: {
    means: 'The code was issued to another client.',
    remedy: 'Redeem it with the client ID of the authorization request. Look for mixed-up environments.',
  },
  refresh_unknown: {
    means: 'There is no such refresh token for this client.',
    remedy:
      'Send the newest refresh token, whole, and by the client that got it. Otherwise start the authorization again.',
  },
  refresh_reused: {
    means:
      'A refresh token was used again after it had been replaced. All tokens of this authorization have been ended.',
    remedy:
      'Store each new refresh token before you use it, and let one process refresh at a time. Then start the authorization again.',
  },
  refresh_expired: {
    means: 'The refresh token was not used for too long.',
    remedy: 'Start the authorization again.',
  },
  grant_revoked: {
    means: 'The person, an organization or an operator has taken the access back.',
    remedy: 'Treat the account as disconnected, and offer to connect it again.',
  },
  scope_unknown: {
    means: 'A scope is malformed, or nobody knows it here.',
    remedy: 'Use the names that the platform publishes (scopes_supported), with single spaces between them.',
  },
  scope_not_allowed: {
    means: 'A scope is not among those that the app declares, or that were granted.',
    remedy:
      'Declare the scope for the app, or ask for less. When refreshing, ask for no more than was granted.',
  },
  resource_unknown: {
    means: 'The resource is unknown, or the scopes asked for are not its own.',
    remedy: 'Send the resource exactly as the API publishes it, with scopes of that one resource.',
  },
  user_denied: {
    means: 'The person did not allow it.',
    remedy: 'Nothing is broken. Offer to try again when the person needs what the access is for.',
  },
  access_denied: {
    means: 'The platform did not let the person sign in.',
    remedy: 'Nothing is broken in the app. The person can ask the platform.',
  },
  login_required: {
    means: 'The person has to sign in, and the request forbade to ask, or expected somebody else.',
    remedy: 'Send the request again without prompt=none, or without the hint of who it should be.',
  },
  consent_required: {
    means: 'The person has to be asked, and the request forbade it (prompt=none).',
    remedy: 'Send the request again without prompt=none.',
  },
  actor_not_allowed: {
    means: 'The app may not act in the actor mode that was asked for.',
    remedy:
      'Ask for an actor mode that the app declares and the organization granted, or declare it for the app.',
  },
  organization_unknown: {
    means: 'The person is in no organization of that name.',
    remedy: 'Send the slug or the ID of an organization of the person, or none, and let them choose.',
  },
  organization_required: {
    means: 'What was asked for acts within an organization, and none was named.',
    remedy: 'Name the organization with the parameter organization, or ask only for scopes of the person.',
  },
  org_policy_blocked: {
    means: 'The organization does not allow this app.',
    remedy: 'An admin of the organization can allow it. Offer another organization meanwhile.',
  },
  org_approval_pending: {
    means: 'The app, or more of it than before, waits for an admin of the organization.',
    remedy:
      'Nothing is broken. What was granted before goes on working; try again once an admin has approved.',
  },
  not_installed: {
    means: 'The app is not installed in the organization.',
    remedy: 'Send an admin of the organization through the authorization, with the parameter organization.',
  },
  installation_suspended: {
    means: 'The organization has suspended the app.',
    remedy: 'An admin of the organization can reinstate it. Nothing was lost meanwhile.',
  },
  app_unpublished: {
    means: 'The app is a draft, which only those who manage it can use.',
    remedy: 'Publish the app, or sign in as somebody who manages it.',
  },
  rate_limited: {
    means: 'Too many requests came at once.',
    remedy: 'Wait as long as Retry-After says, and longer each time.',
  },
}

/** What to do about a reason, or about a registered code where an attempt failed for no finer one. */
export const remedyOf = (reason: string): string | undefined =>
  ({ ...errorCodeWords, ...reasonWords })[reason as Reason]?.remedy
