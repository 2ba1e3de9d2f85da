/** Reads what a request carries: JSON bodies, merge patches (RFC 7396) and the query. */
import type { z } from 'zod'
import { type Problem as InputProblem, problemsOf } from '../../platform/input/problems.ts'
import { type HttpRequest, header } from '../../protocol/http.ts'
import { type FieldError, Problem } from './problem.ts'

/** RFC 6901, as a URI fragment (RFC 6901 6). */
const pointerOf = (path: InputProblem['path']): string =>
  `#${path.map((part) => `/${encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`

const mediaTypes = {
  json: ['application/json'],
  patch: ['application/merge-patch+json', 'application/json'],
} as const

const invalid = (errors: readonly FieldError[]): Problem =>
  new Problem('invalid_fields', 'See errors: each names what is wrong, and where.', { errors })

/** The body's JSON. @throws Problem if it is of another type or no JSON. */
export const readJson = (request: HttpRequest, kind: keyof typeof mediaTypes): unknown => {
  const type = (header(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const accepted: readonly string[] = mediaTypes[kind]
  if (!accepted.includes(type))
    throw new Problem('unsupported_media_type', `Send the body as ${accepted.join(' or ')}.`, {
      headers: { accept: accepted.join(', ') },
    })
  // No text of ours has one, and PostgreSQL cannot hold it.
  if (/\0|\\u0000/.test(request.body))
    throw new Problem('malformed_request', 'The body holds a NUL character.')
  try {
    return JSON.parse(request.body)
  } catch {
    throw new Problem('malformed_request', 'The body is not JSON.')
  }
}

/** What is wrong with a body, as a rule of the platform says it. */
export const wrongFields = (problems: readonly InputProblem[]): Problem =>
  invalid(problems.map(({ path, message }) => ({ pointer: pointerOf(path), detail: message })))

/** @throws Problem for a body that is no JSON object. */
export const requireObject = (value: unknown): Readonly<Record<string, unknown>> => {
  if (isObject(value)) return value
  throw new Problem('malformed_request', 'Send a JSON object.')
}

/** @throws Problem that names everything that is wrong. */
export const checkBody = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  throw wrongFields(problemsOf(parsed.error, schema))
}

/** @throws Problem that names everything that is wrong, repeated parameters included. */
export const checkQuery = (schema: z.ZodObject | undefined, query: string): Record<string, unknown> => {
  const given: Record<string, string> = {}
  const repeated = new Set<string>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (Object.hasOwn(given, name)) repeated.add(name)
    given[name] = value
  }
  const errors: FieldError[] = [...repeated].map((parameter) => ({
    parameter,
    detail: 'is given more than once',
  }))
  for (const [parameter, value] of Object.entries(given))
    if (value.includes('\0')) errors.push({ parameter, detail: 'must not hold a NUL character' })
  if (!schema) {
    errors.push(...Object.keys(given).map((parameter) => ({ parameter, detail: 'is not a known parameter' })))
    if (errors.length > 0) throw invalid(errors)
    return {}
  }
  const parsed = schema.safeParse(given, { reportInput: true })
  if (parsed.success && errors.length === 0) return parsed.data
  const problems = parsed.success ? [] : problemsOf(parsed.error, schema)
  throw invalid([
    ...errors,
    ...problems.map(({ path, message }) => ({ parameter: String(path[0] ?? ''), detail: message })),
  ])
}

/** A parameter that only the frame can judge. */
export const wrongParameter = (parameter: string, detail: string): Problem => invalid([{ parameter, detail }])

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 7396 2. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch
  const merged = new Map(Object.entries(isObject(target) ? target : {}))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, mergePatch(merged.get(key), value))
  }
  return Object.fromEntries(merged)
}
