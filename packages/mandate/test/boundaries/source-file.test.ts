import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readSource } from './source-file.ts'

const read = (text: string) => readSource('file.ts', text)
const usesOf = (text: string) => [...read(text).uses]

describe('reading a source file', () => {
  test('finds every kind of import', () => {
    const { imports } = read(`
      import { a } from './value.ts'
      import type { B } from './type.ts'
      import { type C, type D } from './types-in-braces.ts'
      import { type E, e } from './mixed.ts'
      import './effect.ts'
      export { f } from './re-exported.ts'
      export type { G } from './re-exported-type.ts'
      export * from './star.ts'
      const h = await import('./dynamic.ts')
      type I = import('./in-a-type.ts').I
      new Worker(new URL('./worker.ts', import.meta.url))
      new URL('./not-of-ours.ts', base)
      new URL('./text.txt', import.meta.url)
      // import './comment.ts'
      const text = "import './string.ts'"
    `)
    assert.deepEqual(
      imports.map(({ from, typeOnly }) => `${from}${typeOnly ? ' (types)' : ''}`),
      [
        './value.ts',
        './type.ts (types)',
        './types-in-braces.ts (types)',
        './mixed.ts',
        './effect.ts',
        './re-exported.ts',
        './re-exported-type.ts (types)',
        './star.ts',
        './dynamic.ts',
        './in-a-type.ts (types)',
        './worker.ts',
      ],
    )
  })

  test('finds globals, however they are written', () => {
    for (const [text, use] of [
      ['Date.now()', 'Date.now'],
      ['const now = Date.now', 'Date.now'],
      ["globalThis.Date['now']()", 'Date.now'],
      ['new Date()', 'new Date()'],
      ['const { env } = process', 'process.env'],
      ['process.env.PORT', 'process.env'],
      ['run({ env: process.env })', 'process.env'],
      ['fetch(url)', 'fetch'],
      ['const send = options.fetch ?? fetch', 'fetch'],
      ['(fetch as Fetch)(url)', 'fetch'],
      ['f(fetch!)', 'fetch'],
      ['const class_ = { fetch }', 'fetch'],
    ] as const) {
      assert.ok(usesOf(text).includes(use), `${use} in ${text}`)
    }
  })

  test('finds members of modules, however they are imported', () => {
    for (const text of [
      "import { randomBytes } from 'node:crypto'",
      "import { randomBytes as bytes } from 'node:crypto'",
      "import * as crypto from 'node:crypto'; crypto.randomBytes(1)",
      "import crypto from 'node:crypto'; crypto.randomBytes(1)",
      "import crypto from 'node:crypto'; const { randomBytes } = crypto",
    ]) {
      assert.deepEqual(usesOf(text), ['node:crypto#randomBytes'], text)
    }
  })

  test('is not misled by names that mean something else', () => {
    for (const text of [
      'app.fetch(request)',
      'const server = { fetch: serve }',
      'interface Server { fetch(request: Request): Promise<Response> }',
      'type Fetch = typeof fetch',
      'const f = (fetch: Fetch) => fetch(url)',
      'export const fetch = 1; fetch',
      'new Date(seconds * 1000)',
      "// fetch(url)\nconst s = 'fetch(url)' + `fetch(url)`",
      "import type { randomBytes } from 'node:crypto'",
      "import { randomBytes } from './random.ts'",
    ]) {
      for (const use of ['fetch', 'new Date()', 'node:crypto#randomBytes']) {
        assert.ok(!usesOf(text).includes(use), `${use} in ${text}`)
      }
    }
  })

  test('finds default exports and counts lines', () => {
    assert.ok(read('export default 1').exportsDefault)
    assert.ok(read('const a = 1; export { a as default }').exportsDefault)
    assert.ok(!read("import a from 'a'; export { default as b } from 'b'").exportsDefault)
    assert.equal(read('a\nb\nc\n').lines, 3)
  })
})
