import type { ErrorCodeWords } from '../../../platform/attempts/error-code-words.ts'
import type { ProblemCode } from '../../../platform/input/problem-codes.ts'
import type { OAuthErrorCode } from '../../../protocol/errors.ts'

/** The codes of the management API, those aside that it shares with OAuth. */
export const problemCodeWords: Readonly<Record<Exclude<ProblemCode, OAuthErrorCode>, ErrorCodeWords>> = {
  malformed_request: {
    means: 'The body of the request to the management API is not JSON, or not an object.',
    remedy: 'Send a JSON object in UTF-8.',
  },
  invalid_fields: {
    means: 'Some fields or parameters are wrong, unknown, or given twice.',
    remedy: 'Read errors in the answer: each names the place by a JSON pointer, or the parameter.',
  },
  two_credentials: {
    means: 'The request carried more than one credential.',
    remedy: 'Send one, in one Authorization header, and none in the address.',
  },
  not_allowed: {
    means: 'The credential is good, but whoever it stands for may not do this.',
    remedy: 'Ask somebody who may: an admin of the organization, the owner of the app, or an operator.',
  },
  not_found: {
    means: 'There is no such thing, or the credential may not know of it. The two are answered alike.',
    remedy: 'Check the id, and that the credential belongs to somebody who can see it.',
  },
  method_not_allowed: {
    means: 'The address exists, but does not answer this method.',
    remedy: 'Use one of the methods in the Allow header.',
  },
  refused: {
    means: 'A rule or the present state of things does not admit the change.',
    remedy: 'Read detail and reason in the answer: they say which rule it is.',
  },
  already_exists: {
    means: 'There is one already, or it was done before.',
    remedy: 'Read what there is, and change that.',
  },
  request_in_progress: {
    means: 'A request with the same Idempotency-Key is still being worked on.',
    remedy: 'Repeat it after Retry-After, to get its answer.',
  },
  changed_meanwhile: {
    means: 'Somebody else changed it after it was read.',
    remedy: 'Read it again, and repeat the change with its new ETag.',
  },
  unsupported_media_type: {
    means: 'The body is of a type that is not taken here.',
    remedy: 'Send application/json, and application/merge-patch+json with PATCH.',
  },
  idempotency_key_reused: {
    means: 'The Idempotency-Key was used for another request before.',
    remedy: 'Draw a new key for each request that differs.',
  },
  too_many_requests: {
    means: 'The credential, or the address, sent too many requests.',
    remedy: 'Wait as long as Retry-After says, and watch the RateLimit header.',
  },
}
