import assert from 'node:assert/strict'
import type { TestServer } from 'mandate-testkit'
import { callApi } from '../../api/api-client.ts'
import { dump } from '../../support/dump.ts'

export interface Call {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  /** What `Authorization` holds. */
  readonly authorization: string
}

/** What counts requests, and what remembers them for a while. */
const counting = ['attempt_counts', 'attempts', 'idempotency_records']

/** Headers that tell of the request, whose ids are not all of one length, or of how many there were. */
const ofRequest = ['content-length', 'date', 'ratelimit', 'x-request-id', 'connection', 'keep-alive']

let addresses = 0

const answerTo = async (server: TestServer, { method, path, body, authorization }: Call) => {
  const address = `2001:db8:${(addresses++ % 65536).toString(16)}:1::1`
  const headers = { authorization, 'x-forwarded-for': address }
  const answer = await callApi(server, method, path, { body, headers })
  const told = [...answer.headers].filter(([name]) => !ofRequest.includes(name))
  const text = answer.text.replace(/urn:mandate:request:\w+/, '')
  return { status: answer.status, headers: told, text }
}

/**
 * That an answer about something of others is, byte for byte but for the request's id, the one about something that is not
 * there, and that neither changed anything; what is written down of it aside, where `written`. Gives the status.
 */
export const assertSame = async (
  server: TestServer,
  foreign: Call,
  unknown: Call,
  { written = false }: { readonly written?: boolean } = {},
): Promise<number> => {
  const without = written ? [...counting, 'audit_events'] : counting
  const before = await dump(server.database, without)
  const aboutUnknown = await answerTo(server, unknown)
  const aboutForeign = await answerTo(server, foreign)
  const after = await dump(server.database, without)
  assert.deepEqual(aboutForeign, aboutUnknown)
  assert.deepEqual([...after.symmetricDifference(before)], [], 'something changed')
  return aboutForeign.status
}
