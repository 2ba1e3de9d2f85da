/** Request parameters in `application/x-www-form-urlencoded` form (RFC 6749 3.1, 3.2 and appendix B). */
import { parse } from 'node:querystring'
import { OAuthError } from './errors.ts'
import { type HttpRequest, header } from './http.ts'

export interface Parameters {
  /**
   * The value; undefined if absent or sent without a value, which counts as absent (RFC 6749 3.1), as does one with a
   * NUL character: no specification has such values (RFC 6749 appendix A), and PostgreSQL cannot hold them.
   */
  get(name: string): string | undefined
  /** Every value of a parameter that may be repeated, as `resource` (RFC 8707 2). */
  all(name: string): readonly string[]
  /** The names that came more than once. */
  readonly repeated: readonly string[]
}

const maximumParameters = 200

const isUsable = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && !value.includes('\0')

export const parseParameters = (text: string): Parameters => {
  const fields = parse(text, '&', '=', { maxKeys: maximumParameters })
  const repeated: string[] = []
  for (const name in fields) if (typeof fields[name] !== 'string') repeated.push(name)
  return {
    get(name) {
      const value = fields[name]
      const first = typeof value === 'string' ? value : value?.[0]
      return isUsable(first) ? first : undefined
    },
    all(name) {
      const value = fields[name]
      return value === undefined ? [] : [value].flat().filter(isUsable)
    },
    repeated,
  }
}

/** Refuses parameters that came more than once, but for those that a specification lets come often. */
export const refuseRepeated = (parameters: Parameters, repeatable: readonly string[]): void => {
  if (parameters.repeated.every((name) => repeatable.includes(name))) return
  throw new OAuthError('invalid_request', 'A parameter is sent more than once; send each parameter once.', {
    reason: 'parameter_repeated',
    detail: parameters.repeated.join(' '),
  })
}

/** The parameters of a form that was posted. @throws invalid_request for another content type. */
export const readForm = (request: HttpRequest): Parameters => {
  const type = header(request, 'content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    throw new OAuthError(
      'invalid_request',
      'The body must be a form: send Content-Type application/x-www-form-urlencoded.',
      { reason: 'malformed_request' },
    )
  }
  return parseParameters(request.body)
}
