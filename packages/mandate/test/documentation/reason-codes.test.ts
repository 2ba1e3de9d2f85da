/** Each reason is documented in the words that developers read elsewhere, and none that is not there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonWords, remedyOf } from '../../src/platform/attempts/reason-words.ts'
import { errorCodes } from '../../src/protocol/errors.ts'
import { readDocument } from './document.ts'

test('docs/guide/reason-codes.md has a row for each reason, word for word', () => {
  const rows = readDocument('docs/guide/reason-codes.md').lines.filter((line) => line.startsWith('| `'))
  const expected = Object.entries(reasonWords).map(
    ([reason, { means, remedy }]) => `| \`${reason}\` | ${means} | ${remedy} |`,
  )
  assert.deepEqual(rows, expected)
})

test('there is a remedy for whatever an attempt can fail for', () => {
  for (const name of [...Object.keys(reasonWords), ...errorCodes]) assert.ok(remedyOf(name), name)
  assert.equal(remedyOf('nothing'), undefined)
})
