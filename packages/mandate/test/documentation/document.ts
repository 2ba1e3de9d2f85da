import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

export const root = join(import.meta.dirname, '../../../..')

/** A piece of code that stands between two lines of three backticks. */
export interface CodeBlock {
  readonly language: string
  readonly text: string
}

/** A page of the documentation, taken apart. */
export interface Document {
  /** Relative to the repository's root. */
  readonly path: string
  readonly lines: readonly string[]
  /** Where links lead, as they stand there. */
  readonly links: readonly string[]
  /** What stands in backticks within a line. */
  readonly inlineCode: readonly string[]
  readonly codeBlocks: readonly CodeBlock[]
  /** What a link may name after its `#`. */
  readonly anchors: ReadonlySet<string>
}

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

const fence = /^ *```(\S*)[^\n]*\n([\s\S]*?)^ *```$/gm

export const readDocument = (path: string): Document => {
  const text = readFileSync(join(root, path), 'utf8')
  const codeBlocks = [...text.matchAll(fence)].map(([, language = '', code = '']) => ({
    language,
    text: code,
  }))
  const prose = text.replace(fence, '')
  const outsideOfCode = prose.replace(/`[^`]*`/g, '')
  return {
    path,
    lines: text.split('\n'),
    links: [...outsideOfCode.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
    inlineCode: [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
    codeBlocks,
    anchors: new Set([...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))),
  }
}

/** Every page that people read in the repository. */
export const documents = globSync(
  ['*.md', 'docs/**/*.md', 'packages/*/*.md', 'bench/*.md', 'examples/**/*.md'],
  {
    cwd: root,
  },
)
  .filter((path) => !path.includes('node_modules'))
  .map((path) => readDocument(path.split(sep).join('/')))
