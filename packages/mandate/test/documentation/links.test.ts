/** Every link of the documentation leads somewhere, and every file that it names is there. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, posix, sep } from 'node:path'
import { describe, test } from 'node:test'
import { authorizationChecks } from '../../src/protocol/authorization/pipeline.ts'
import { type Document, documents, readDocument, root } from './document.ts'

/** Files that readers have and the repository has not. */
const filesOfReaders = [
  /^mandate\.config\.ts$/,
  /^(\.\/)?state\.json$/,
  /^(\.\/)?data\//,
  /^mandate\.db(-wal)?$/,
  /^node_modules\//,
  /^(packages\/mandate\/)?dist\//,
]

const isPath = (code: string): boolean =>
  /^[\w.@-]+(\/[\w.@-]+)*(\/|\.(ts|js|json|md|sql|css|lua|svg))$/.test(code) &&
  !filesOfReaders.some((pattern) => pattern.test(code))

const sources = globSync('{bench,docs,examples,packages,scripts}/**/*.*', {
  cwd: root,
  exclude: ['**/node_modules'],
})
const names = new Set(sources.map((path) => basename(path)))

/** Paths are given from the root or from the page; the recipes and the architecture leave out what they say once. */
const isThere = (path: string, document: Document): boolean =>
  [
    root,
    join(root, dirname(document.path)),
    join(root, 'packages/mandate'),
    join(root, 'packages/mandate/src'),
  ].some((place) => existsSync(join(place, path))) || names.has(path)

const brokenLinks = (document: Document): string[] =>
  document.links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? document.path : posix.join(posix.dirname(document.path), path)
      if (!existsSync(join(root, target))) return true
      return anchor !== undefined && !readDocument(target).anchors.has(anchor)
    })

describe('the documentation', () => {
  for (const document of documents) {
    test(`${document.path}: links lead somewhere`, () => {
      assert.deepEqual(brokenLinks(document), [])
    })

    test(`${document.path}: files that it names are there`, () => {
      const missing = document.inlineCode.filter((code) => isPath(code) && !isThere(code, document))
      assert.deepEqual(missing, [])
    })
  }
})

test('docs/guide/README.md links every page of the guide and of the API', () => {
  const { links } = readDocument('docs/guide/README.md')
  const pages = globSync('docs/{guide,api}/*.*', { cwd: root }).map((path) =>
    posix.relative('docs/guide', path.split(sep).join('/')),
  )
  const missing = pages.filter((page) => page !== 'README.md' && !links.includes(page))
  assert.deepEqual(missing, [])
})

describe('docs/ARCHITECTURE.md', () => {
  const architecture = readDocument('docs/ARCHITECTURE.md')

  test('shows the layout that there is', () => {
    const layout = architecture.codeBlocks.find(({ language }) => language === 'layout')
    const folders: string[] = []
    const missing: string[] = []
    for (const line of layout?.text.split('\n').filter((one) => one.trim() !== '') ?? []) {
      const depth = line.search(/\S/) / 2
      const [name = ''] = line.trim().split(' ')
      folders.length = depth
      const path = join(root, ...folders, name)
      if (!existsSync(path) || statSync(path).isDirectory() !== name.endsWith('/')) missing.push(path)
      folders.push(name)
    }
    assert.deepEqual(missing, [])
  })

  test('lists the checks of the authorization endpoint in their order', () => {
    const rows = architecture.lines.flatMap((line) => {
      const [, name, , file] = line.split('|').map((cell) => cell.trim())
      return file?.startsWith('`protocol/authorization/') ? [name] : []
    })
    assert.deepEqual(rows, authorizationChecks.names)
  })
})

test('the decisions are numbered without gaps, and listed', () => {
  const list = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8')
  const pages = globSync('0*.md', { cwd: join(root, 'docs/decisions') }).sort()
  assert.deepEqual(
    pages.map((page) => Number(page.slice(0, 4))),
    pages.map((_, index) => index + 1),
  )
  assert.deepEqual(
    pages.filter((page) => !list.includes(`](${page})`)),
    [],
  )
  for (const page of pages) {
    const { anchors } = readDocument(`docs/decisions/${page}`)
    for (const part of ['context', 'decision', 'consequences']) {
      assert.ok(anchors.has(part), `${page} has no ${part}`)
    }
  }
})
