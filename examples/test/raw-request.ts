import { request as send } from 'node:http'
import { text } from 'node:stream/consumers'

/** What came back, for tests that send what `fetch` would not. */
export interface RawAnswer {
  readonly status: number
  readonly challenge: string
  readonly body: string
}

/** Sends a GET with these header lines as they are, repeated ones too: name, value, name, value … */
export const rawRequest = (url: string, lines: readonly string[]): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    send(url, { headers: ['host', new URL(url).host, ...lines] })
      .on('error', reject)
      .on('response', async (response) => {
        const { statusCode: status = 0, headers } = response
        resolve({ status, challenge: headers['www-authenticate'] ?? '', body: await text(response) })
      })
      .end()
  })
