import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { OAuthError } from '../../src/protocol/errors.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { createRequestCounts } from '../../src/server/request-counts.ts'

const answer = { status: 200, headers: {}, body: '' }

/** The samples of a text, by name and labels. */
const samplesOf = (text: string): Map<string, number> => {
  const samples = new Map<string, number>()
  for (const line of text.split('\n')) {
    const [, series = '', value = ''] = /^([a-z]\w*(?:\{.*\})?) (\S+)$/.exec(line) ?? []
    if (series === '') assert.match(line, /^(# (HELP|TYPE) [a-z]\w* .+)?$/)
    else samples.set(series, Number(value))
  }
  return samples
}

describe('request counts', () => {
  it('sort durations into buckets, of which each counts those of the ones before', () => {
    const counts = createRequestCounts()
    for (const seconds of [0.001, 0.005, 0.006, 0.3, 11])
      counts.answered('/oauth/token', 'POST', 200, seconds)
    const labels = 'http_route="/oauth/token",http_request_method="POST",http_response_status_code="200"'
    const samples = samplesOf(counts.text())
    const bucket = (bound: string) =>
      samples.get(`http_server_request_duration_seconds_bucket{le="${bound}",${labels}}`)
    const bounds = ['0.005', '0.01', '0.25', '0.5', '10', '+Inf']
    assert.deepEqual(bounds.map(bucket), [2, 3, 3, 4, 4, 5])
    assert.equal(samples.get(`http_server_request_duration_seconds_count{${labels}}`), 5)
    const sum = samples.get(`http_server_request_duration_seconds_sum{${labels}}`) ?? 0
    assert.ok(Math.abs(sum - 11.312) < 1e-9)
  })

  it('keep a label within its quotes', () => {
    const counts = createRequestCounts()
    counts.refused('invalid_request', 'a "b"\n\\c')
    counts.refused('invalid_request', 'a "b"\n\\c')
    assert.ok(
      counts
        .text()
        .includes('\nmandate_refusals_total{error="invalid_request",reason="a \\"b\\"\\n\\\\c"} 2\n'),
    )
  })
})

describe('metrics', () => {
  it('tell of requests before and after the first time they are asked for, and of the process', async () => {
    const { observe, text } = createMetrics()
    const series =
      'http_server_request_duration_seconds_count{http_route="/x",http_request_method="GET",http_response_status_code="200"}'
    for (const expected of [1, 2]) {
      observe.end(observe.start(), '/x', 'GET', answer)
      const samples = samplesOf(await text())
      assert.equal(samples.get(series), expected)
      assert.ok((samples.get('process_resident_memory_bytes') ?? 0) > 0)
      assert.ok((samples.get('nodejs_eventloop_lag_p99_seconds') ?? -1) >= 0)
    }
  })

  it('take invented methods for one', async () => {
    const { observe, text } = createMetrics()
    for (const method of ['BREW', 'WHEN']) observe.end(observe.start(), '/x', method, answer)
    assert.match(await text(), /_count\{http_route="\/x",http_request_method="_OTHER",[^}]*\} 2\n/)
  })

  it('count refusals by code and reason', async () => {
    const { observe, text } = createMetrics()
    const refusal = new OAuthError('invalid_grant', 'The code was used before.', { reason: 'code_reused' })
    observe.end(observe.start(), '/oauth/token', 'POST', { ...answer, status: 400, refusal })
    assert.match(await text(), /\nmandate_refusals_total\{error="invalid_grant",reason="code_reused"\} 1\n/)
  })
})
