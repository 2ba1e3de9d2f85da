import { type Agent, type IncomingHttpHeaders, request } from 'node:http'

/** One answered request. Header names are lower case; the body is text. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** What to send: `form` becomes an urlencoded body (and the method POST unless one is given). */
export type Exchange = {
  method?: string
  headers?: Record<string, string>
  form?: Record<string, string> | URLSearchParams
  agent?: Agent
}

/**
 * Sends one request and reads the whole answer. Redirects are not followed.
 * Rejects when the connection breaks before the answer is complete, or after 20 seconds.
 */
export function exchange(url: string | URL, options: Exchange = {}): Promise<Answer> {
  const body = options.form === undefined ? undefined : new URLSearchParams(options.form).toString()
  const headers: Record<string, string> = { ...options.headers }
  if (body !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded'
    headers['content-length'] = String(Buffer.byteLength(body))
  }
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: options.method ?? (body === undefined ? 'GET' : 'POST'),
        headers,
        timeout: 20_000,
        ...(options.agent && { agent: options.agent }),
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        // A killed server ends the stream early without an `error` when no length was announced.
        response.on('close', () => {
          if (!response.complete) reject(new Error('the answer was cut off'))
        })
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${new URL(url).pathname} in 20 s`)))
    sent.on('error', reject)
    sent.end(body)
  })
}
