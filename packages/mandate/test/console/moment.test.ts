import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDuration, formatMoment, moment } from '../../src/console/components/moment.ts'
import { render } from '../../src/console/html.ts'
import { context, now } from './fixtures/world.ts'

const textOf = (at: number): string => render(moment(at, context)).replaceAll(/<[^>]*>/g, '')

test('near times are said in words, far ones as a date, both with the exact time', () => {
  assert.equal(textOf(now), 'this minute')
  assert.equal(textOf(now - 59), 'this minute')
  assert.equal(textOf(now - 60), '1 minute ago')
  assert.equal(textOf(now - 7_199), '1 hour ago')
  assert.equal(textOf(now - 86_400), 'yesterday')
  assert.equal(textOf(now + 3_600), 'in 1 hour')
  assert.equal(textOf(now - 8 * 86_400), '14 Nov 2026, 10:00 UTC')
  assert.match(
    render(moment(now, context)),
    /datetime="2026-11-22T10:00:00.000Z" title="22 Nov 2026, 10:00 UTC"/,
  )
})

test('times are shown in the zone of the reader', () => {
  assert.equal(formatMoment(now, { ...context, timeZone: 'Europe/Berlin' }), '22 Nov 2026, 11:00 CET')
})

test('lengths of time are said in their largest whole unit', () => {
  assert.equal(formatDuration(30 * 86_400, 'en'), '30 days')
  assert.equal(formatDuration(3_600, 'en'), '1 hour')
  assert.equal(formatDuration(5_400, 'en'), '90 minutes')
  assert.equal(formatDuration(30, 'en'), '1 minute')
})
