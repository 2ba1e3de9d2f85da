/** Header fields as Node gives them: by name, repeated ones as a list. */
export type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>

/** A request: a `Request`, or Node's `IncomingMessage` and what frameworks make of it. */
export interface RequestLike {
  readonly headers: Headers | HeaderRecord
  readonly url?: string | undefined
  /** Express and Connect keep the whole URL here where `url` is that below a mount. */
  readonly originalUrl?: string | undefined
  /** Node drops all but the first `Authorization`; they are still here. */
  readonly rawHeaders?: readonly string[] | undefined
}

/** What `guard.verify` reads: a request, or its headers alone (then a token in the query goes unnoticed). */
export type GuardInput = RequestLike | Headers | HeaderRecord

const isHeaders = (value: unknown): value is Headers =>
  typeof value === 'object' && value !== null && typeof (value as { get?: unknown }).get === 'function'

/** Asked first: the request of Express has a `get` of its own. */
const isRequest = (input: GuardInput): input is RequestLike => {
  const headers: unknown = 'headers' in input ? input.headers : undefined
  return typeof headers === 'object' && headers !== null && !Array.isArray(headers)
}

/** The request that was given, or undefined if it is its headers alone. */
export const requestOf = (input: GuardInput): RequestLike | undefined =>
  isRequest(input) ? input : undefined

const listed = (headers: Headers | HeaderRecord, name: string): string[] => {
  if (isHeaders(headers)) {
    const value = headers.get(name)
    return value === null ? [] : [value]
  }
  return Object.entries(headers)
    .filter(([field]) => field.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
}

/**
 * The values of a header, its name in lower case, trimmed. `fetch`, and Node for most headers, join repeated ones with
 * a comma, so that they can only be told from one by what a value may hold.
 */
export const headerValues = (input: GuardInput, name: string): string[] => {
  const request = requestOf(input)
  const raw = (request?.rawHeaders ?? []).filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name,
  )
  const values = raw.length > 1 ? raw : listed(request ? request.headers : (input as Headers), name)
  return values.map((value) => value.trim())
}
