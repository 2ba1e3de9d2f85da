import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  checkDeadFiles,
  checkDirection,
  checkForbidden,
  checkLength,
  checkNames,
  checkNoDefaultExports,
  checkNoEscape,
  checkOneFileOnly,
  checkTypesOnly,
} from './rules.ts'
import { readSource } from './source-file.ts'

const files = (texts: Record<string, string>) =>
  Object.entries(texts).map(([path, text]) => readSource(path, text))

const direction = {
  protocol: [],
  platform: ['protocol'],
  server: ['platform'],
  'server/api': ['protocol'],
  'server/compose.ts': 'everything',
} as const

describe('the import direction', () => {
  const check = checkDirection(direction)

  test('lets a folder import itself and what the table allows', () => {
    assert.deepEqual(
      check(
        files({
          'protocol/tokens/a.ts': "import '../b.ts'",
          'platform/a.ts': "import '../protocol/b.ts'; import 'node:fs'",
          'server/compose.ts': "import '../protocol/b.ts'; import './api/apps.ts'",
        }),
      ),
      [],
    )
  })

  test('refuses the other way round, types included', () => {
    assert.deepEqual(check(files({ 'protocol/a.ts': "import type { B } from '../platform/b.ts'" })), [
      'protocol/a.ts imports platform/b.ts, but protocol may import itself',
    ])
    assert.equal(check(files({ 'platform/a.ts': "export * from '../server/b.ts'" })).length, 1)
  })

  test('takes the longest entry for a file, and knows no unlisted folders', () => {
    assert.equal(check(files({ 'server/api/a.ts': "import '../../platform/b.ts'" })).length, 1)
    assert.equal(check(files({ 'server/a.ts': "import './compose.ts'" })).length, 1)
    assert.deepEqual(check(files({ 'new/a.ts': '' })), [
      'new/a.ts is in no folder of the table of import directions',
    ])
    assert.equal(check(files({ 'platform/a.ts': "import '../new/b.ts'" })).length, 1)
  })
})

test('types only', () => {
  const check = checkTypesOnly({ from: 'platform', to: 'protocol', except: ['protocol/clock.ts'] })
  const allowed = "import type { A } from '../protocol/a.ts'; import { now } from '../protocol/clock.ts'"
  assert.deepEqual(check(files({ 'platform/a.ts': allowed, 'server/a.ts': "import '../protocol/a.ts'" })), [])
  assert.deepEqual(check(files({ 'platform/a.ts': "import { a } from '../protocol/a.ts'" })), [
    'platform/a.ts imports more than types from protocol/a.ts',
  ])
})

test('forbidden modules and names', () => {
  const sources = files({
    'protocol/a.ts': "import 'node:fs'",
    'protocol/b.ts': "import { isIP, connect } from 'node:net'",
    'server/a.ts': "import 'node:fs'",
  })
  const forbidden = { modules: [/^node:fs$/], uses: ['node:net#connect'] }
  assert.deepEqual(checkForbidden('protocol', forbidden)(sources), [
    'protocol/a.ts imports or uses node:fs, which nothing in protocol may',
    'protocol/b.ts imports or uses node:net#connect, which nothing in protocol may',
  ])
  assert.equal(checkForbidden('', forbidden)(sources).length, 3)
})

describe('one file only', () => {
  const check = checkOneFileOnly({
    what: 'the time',
    file: 'clock.ts',
    uses: ['Date.now'],
    modules: [/^luxon$/],
  })
  const clock = 'export const now = () => Date.now()'

  test('lets the others call that file', () => {
    assert.deepEqual(
      check(files({ 'clock.ts': clock, 'a.ts': "import { now } from './clock.ts'; now()" })),
      [],
    )
    assert.deepEqual(check(files({ 'clock.ts': clock, 'a.ts': "import type { DateTime } from 'luxon'" })), [])
  })

  test('refuses a second one, by what it uses or imports', () => {
    assert.deepEqual(check(files({ 'clock.ts': clock, 'a.ts': 'Date.now()' })), [
      'a.ts: the time is for clock.ts',
    ])
    assert.deepEqual(check(files({ 'clock.ts': clock, 'a.ts': "import 'luxon'" })), [
      'a.ts: the time is for clock.ts',
    ])
  })

  test('notices when the table is out of date', () => {
    assert.deepEqual(check(files({ 'watch.ts': clock })), [
      'watch.ts: the time is for clock.ts',
      'clock.ts is said to be the file for the time, but is not',
    ])
  })

  test('or nobody', () => {
    const none = checkOneFileOnly({ what: 'requests', file: 'nobody', uses: ['fetch'] })
    assert.deepEqual(none(files({ 'a.ts': '' })), [])
    assert.deepEqual(none(files({ 'a.ts': 'fetch(url)' })), ['a.ts: requests is for nobody'])
  })
})

test('length, default exports, names', () => {
  assert.deepEqual(checkLength(2)(files({ 'a.ts': '1\n2\n', 'b.ts': '1\n2\n3\n' })), [
    'b.ts has 3 lines; 2 are allowed',
  ])
  assert.deepEqual(
    checkNoDefaultExports(files({ 'a.ts': 'export default 1', 'b.ts': 'export const b = 1' })),
    ['a.ts has a default export'],
  )
  assert.deepEqual(
    checkNames(
      files({ 'store/0001-ground.ts': '', 'utils/a.ts': '', 'a/helper.ts': '', 'a/someName.ts': '' }),
    ),
    [
      'utils/a.ts is a drawer for things without a place',
      'a/helper.ts is a drawer for things without a place',
      'a/someName.ts is not written in kebab-case',
    ],
  )
})

test('files that nothing imports', () => {
  const sources = files({
    'index.ts': "export * from './a/b.ts'",
    'a/b.ts': "import type { C } from '../c.ts'",
    'c.ts': "new URL('./d.ts', import.meta.url)",
    'd.ts': '',
    'dead.ts': "import './also-dead.ts'",
    'also-dead.ts': "import './dead.ts'",
  })
  assert.deepEqual(checkDeadFiles(['index.ts'])(sources), [
    'dead.ts is imported by no other file',
    'also-dead.ts is imported by no other file',
  ])
})

test('imports that leave src', () => {
  assert.deepEqual(checkNoEscape(files({ 'a.ts': "import '../../guard/src/index.ts'" })), [
    'a.ts imports ../../guard/src/index.ts, outside of src',
  ])
})
