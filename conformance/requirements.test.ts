import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { type TestTitles, testTitlesIn, testTitlesOf } from './test-titles.ts'

interface Requirement {
  readonly id: string
  readonly section: string
  readonly text: string
  readonly tests?: readonly string[]
  readonly notApplicable?: string
}

const root = resolve(import.meta.dirname, '..')
const requirements = parse(
  readFileSync(resolve(import.meta.dirname, 'requirements.yaml'), 'utf8'),
) as Requirement[]

const files = globSync(['packages/*/test/**/*.test.ts', 'conformance/**/*.test.ts'], { cwd: root })
  .filter((path) => !path.includes('node_modules'))
  .map((path) => `/${relative(root, resolve(root, path))}`)

const titles = new Map<string, TestTitles>()
const titlesOf = (path: string): TestTitles => {
  const known = titles.get(path) ?? testTitlesOf(root + path)
  titles.set(path, known)
  return known
}

/** Why a reference leads nowhere; undefined if there is such a test. */
const problemOf = (reference: string): string | undefined => {
  const at = reference.indexOf('#')
  const [name, title] = [reference.slice(0, at), reference.slice(at + 1)]
  const found = files.filter((path) => path.endsWith(`/${name}.test.ts`))
  const [path] = found
  if (path === undefined || found.length > 1) return `${reference}: ${found.length} files have this name`
  return titlesOf(path).has(title) ? undefined : `${reference}: ${path} has no such test`
}

describe('the requirements', () => {
  it('name tests that there are', () => {
    const problems = requirements.flatMap(({ tests = [] }) => tests.flatMap((one) => problemOf(one) ?? []))
    assert.deepEqual(problems, [])
  })

  it('each have tests, or a reason why they do not apply', () => {
    for (const { id, section, text, tests, notApplicable } of requirements) {
      assert.ok(section && text, id)
      assert.ok(tests === undefined ? notApplicable : tests.length > 0 && notApplicable === undefined, id)
    }
  })

  it('have names of their own', () => {
    const ids = requirements.map(({ id }) => id)
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    )
  })

  it('speak of every specification that the server implements', () => {
    const specifications = [
      '6749',
      '6750',
      '7009',
      '7636',
      '7662',
      '8252',
      '8414',
      '8707',
      '9068',
      '9207',
      '9700',
    ]
    const names = [
      ...specifications.map((number) => `RFC ${number} `),
      'OpenID Connect Core ',
      'OpenID Connect Discovery ',
      'OAuth 2.0 Form Post Response Mode ',
    ]
    for (const name of names)
      assert.ok(
        requirements.some(({ section }) => section.startsWith(name)),
        name,
      )
  })
})

describe('titles of tests', () => {
  const text = `
    const table = [['a wrong secret', 401]]
    it('stands as it is', () => {})
    for (const [title, status] of table) test(\`refuses \${title}: \${status}\`, () => {})
    notATest('is something else')`

  it('are found where they are written, and where a table fills them in', () => {
    const found = testTitlesIn(text)
    assert.ok(found.has('stands as it is'))
    assert.ok(found.has('refuses a wrong secret: 401'))
    for (const title of ['refuses a wrong secret: 400', 'refuses nobody: 401', 'is something else']) {
      assert.ok(!found.has(title), title)
    }
  })
})
