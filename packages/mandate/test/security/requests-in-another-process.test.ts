/** Mounted in a framework, nobody but us bounds what a caller sends. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createMandate, type Mandate } from 'mandate'

const issuer = 'https://id.northwind.example'
const metricsToken = 'a-token-of-the-monitoring'

const formOf = (body: ReadableStream<Uint8Array>): Request => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const posted = { method: 'POST', headers, body, duplex: 'half' }
  return new Request(`${issuer}/oauth/token`, posted)
}

describe('a mounted server', () => {
  let directory: string
  let mandate: Mandate
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mandate-'))
    mandate = await createMandate({
      config: { issuer, database: 'sqlite::memory:', logLevel: 'silent', metricsToken },
      load: { environment: {}, directory },
    })
  })
  after(async () => {
    await mandate.close()
    await rm(directory, { recursive: true })
  })

  it('stops reading a body that is too large', async () => {
    let sent = 0
    const chunk = new Uint8Array(64 * 1024).fill(0x61)
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.byteLength
        if (sent > 64 * 1024 * 1024) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const request = formOf(body)
    assert.equal((await mandate.fetch(request)).status, 413)
    assert.ok(sent < 1024 * 1024, `${sent} bytes were read`)
  })

  it('reads a body that comes in pieces, characters cut in half included', async () => {
    const bytes = new TextEncoder().encode(`grant_type=${'ä'.repeat(50)}&client_id=x`)
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
        controller.close()
      },
    })
    const request = formOf(body)
    const response = await mandate.fetch(request)
    assert.equal(response.status, 401)
    assert.equal(((await response.json()) as { error: string }).error, 'invalid_client')
  })

  it('keeps one series of measurements for all the methods that callers invent', async () => {
    for (let index = 0; index < 20; index++) {
      const response = await mandate.fetch(new Request(`${issuer}/oauth/token`, { method: `X-${index}` }))
      assert.equal(response.status, 405)
    }
    const headers = { authorization: `Bearer ${metricsToken}` }
    const text = await (await mandate.fetch(new Request(`${issuer}/metrics`, { headers }))).text()
    assert.ok(!text.includes('X-1'))
    assert.match(text, /http_request_method="_OTHER"/)
  })
})
