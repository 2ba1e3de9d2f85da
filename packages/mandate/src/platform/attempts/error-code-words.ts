import type { OAuthErrorCode } from '../../protocol/errors.ts'

/** What an error code means, and what the app's developer does about it. */
export interface ErrorCodeWords {
  readonly means: string
  readonly remedy: string
}

/** What each registered code means: for the page that `error_uri` leads to. */
export const errorCodeWords: Readonly<Record<OAuthErrorCode, ErrorCodeWords>> = {
  invalid_request: {
    means: 'The request is malformed: a parameter is missing, repeated, or has a value that is not allowed.',
    remedy:
      'Read the description that came with it: it names the parameter. Compare the redirect URI with the registered ones character by character.',
  },
  invalid_client: {
    means: 'The app is not known, or did not prove who it is.',
    remedy: 'Check the client ID and the secret, and send them by the method that the app is registered for.',
  },
  invalid_grant: {
    means:
      'The authorization code or refresh token is unknown, expired, used, revoked, or was given to another app or redirect URI.',
    remedy:
      'Send the person through the authorization again. A code works once and for about a minute; store each new refresh token before using it.',
  },
  unauthorized_client: {
    means: 'The app may not use this grant type.',
    remedy: 'Add the grant type to the registration of the app, or use one that it has.',
  },
  unsupported_grant_type: {
    means: 'This server does not know the grant type.',
    remedy: 'Use one of grant_types_supported in the discovery document.',
  },
  unsupported_response_type: {
    means: 'This server does not answer this response type.',
    remedy: 'Send response_type=code.',
  },
  invalid_scope: {
    means: 'A scope is unknown, malformed, or not among those that the app is registered for.',
    remedy: 'Ask for registered scopes only, separated by single spaces, or have the registration changed.',
  },
  access_denied: {
    means: 'The person did not allow it.',
    remedy: 'Nothing is broken. Offer to try again when the person needs what the access is for.',
  },
  server_error: {
    means: 'The server met something that it did not expect.',
    remedy: 'Try again. If it stays, report it with the request ID.',
  },
  temporarily_unavailable: {
    means: 'The server cannot answer right now.',
    remedy: 'Try again later, waiting longer each time. Obey Retry-After if it is there.',
  },
  invalid_token: {
    means: 'The access token is unknown, expired or revoked.',
    remedy: 'Refresh it, or send the person through the authorization again.',
  },
  insufficient_scope: {
    means: 'The access token does not hold the scope that this needs.',
    remedy: 'Ask for authorization again with the missing scope added.',
  },
  unsupported_token_type: {
    means: 'Tokens of this type cannot be revoked here.',
    remedy: 'Revoke access tokens and refresh tokens only.',
  },
  invalid_target: {
    means: 'The resource is unknown, or the app may not have tokens for it.',
    remedy:
      'Send the resource exactly as the API publishes it, and at the token endpoint only what was authorized.',
  },
  interaction_required: {
    means: 'The person has to do something, and the request forbade to ask (prompt=none).',
    remedy: 'Send the request again without prompt=none.',
  },
  login_required: {
    means: 'The person has to sign in, and the request forbade to ask, or expected somebody else.',
    remedy: 'Send the request again without prompt=none, or without the hint of who it should be.',
  },
  account_selection_required: {
    means: 'The person has to choose an account, and the request forbade to ask (prompt=none).',
    remedy: 'Send the request again without prompt=none.',
  },
  consent_required: {
    means: 'The person has to consent, and the request forbade to ask (prompt=none).',
    remedy: 'Send the request again without prompt=none.',
  },
  request_not_supported: {
    means: 'This server takes no request objects.',
    remedy: 'Send the parameters themselves instead of the request parameter.',
  },
  request_uri_not_supported: {
    means: 'This server takes no request_uri here.',
    remedy: 'Send the parameters themselves instead of the request_uri parameter.',
  },
  registration_not_supported: {
    means: 'This server takes no registration parameter.',
    remedy: 'Register the app beforehand.',
  },
  unmet_authentication_requirements: {
    means: 'The person cannot be authenticated as strongly as the request insists.',
    remedy: 'Ask for one of acr_values_supported, or do not make it essential.',
  },
}
