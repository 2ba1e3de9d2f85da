import type { RequestOrigin } from '../platform/audit/record.ts'
import type { HttpRequest } from '../protocol/http.ts'

/** From where a request came, for the audit and for throttles. */
export const originOf = ({
  requestId,
  remoteAddress,
}: HttpRequest): RequestOrigin & { readonly address: string } => ({ requestId, address: remoteAddress })
