import { readFileSync } from 'node:fs'
import { parse } from '@babel/parser'
import { isCallExpression, isIdentifier, type Node, VISITOR_KEYS } from '@babel/types'

/** Functions that define a test, whose first argument is its title. */
const definers = ['it', 'test', 'suiteModule']

export interface TestTitles {
  /** Whether the file defines a test of this title. */
  has(title: string): boolean
  /** Those that stand there as they are, without a part that is filled in. */
  readonly literal: readonly string[]
}

const visit = (node: Node, see: (node: Node) => void): void => {
  see(node)
  for (const key of VISITOR_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key]
    for (const one of [child].flat()) if (one) visit(one, see)
  }
}

/** Whether the text is the fixed parts with one of the values between each two of them. */
const isFilledIn = (text: string, [first = '', ...rest]: readonly string[], values: Set<string>): boolean => {
  if (!text.startsWith(first)) return false
  const behind = text.slice(first.length)
  if (rest.length === 0) return behind === ''
  return [...values].some(
    (value) =>
      value !== '' && behind.startsWith(value) && isFilledIn(behind.slice(value.length), rest, values),
  )
}

/**
 * The titles of the tests that TypeScript text defines. A title with parts that are filled in (`refuses ${title}`)
 * stands for every text in which each of those parts is a literal of the same file.
 */
export const testTitlesIn = (text: string): TestTitles => {
  const literals = new Set<string>()
  const titles = new Set<string>()
  const templates: string[][] = []
  visit(parse(text, { sourceType: 'module', plugins: ['typescript'] }).program, (node) => {
    if (node.type === 'StringLiteral') literals.add(node.value)
    if (node.type === 'NumericLiteral') literals.add(String(node.value))
    if (node.type === 'Identifier') literals.add(node.name)
    if (!isCallExpression(node) || !isIdentifier(node.callee) || !definers.includes(node.callee.name)) return
    const [title] = node.arguments
    if (title?.type === 'StringLiteral') titles.add(title.value)
    if (title?.type === 'TemplateLiteral') {
      templates.push(title.quasis.map(({ value }) => value.cooked ?? value.raw))
    }
  })
  return {
    literal: [...titles],
    has: (title) => titles.has(title) || templates.some((parts) => isFilledIn(title, parts, literals)),
  }
}

export const testTitlesOf = (path: string): TestTitles => testTitlesIn(readFileSync(path, 'utf8'))
