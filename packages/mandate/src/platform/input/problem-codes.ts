/** What the management API refuses with (RFC 9457), beside the codes of OAuth that it shares. */
export const problemCodes = {
  malformed_request: { status: 400, title: 'The request cannot be read' },
  invalid_fields: { status: 400, title: 'Some of what was sent is wrong' },
  two_credentials: { status: 400, title: 'More than one credential was sent' },
  invalid_token: { status: 401, title: 'The credential is missing or not valid' },
  insufficient_scope: { status: 403, title: 'The credential lacks a scope' },
  not_allowed: { status: 403, title: 'This is not allowed to you' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'The method does not fit the address' },
  refused: { status: 409, title: 'The state of things does not admit this' },
  already_exists: { status: 409, title: 'There is one already' },
  request_in_progress: { status: 409, title: 'The same request is still being worked on' },
  changed_meanwhile: { status: 412, title: 'It was changed meanwhile' },
  unsupported_media_type: { status: 415, title: 'The content type does not fit' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key belongs to another request' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  server_error: { status: 500, title: 'The server met something that it did not expect' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>

export type ProblemCode = keyof typeof problemCodes
