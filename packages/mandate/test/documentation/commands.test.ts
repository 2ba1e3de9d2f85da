/** What the documentation tells people to type and to write works: npm scripts, commands of `mandate`, states. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { createProgram } from '../../src/cli/program.ts'
import { checkState, parseState } from '../../src/platform/state/check-state.ts'
import { registeredNames } from '../../src/server/registered-names.ts'
import { type Document, documents, root } from './document.ts'

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>
}

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest

/** Lines that somebody may type. */
const typed = ({ inlineCode, codeBlocks }: Document): string[] =>
  [
    ...inlineCode,
    ...codeBlocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split('\n')),
  ].map((line) => line.replace(/^npm run (?:-s )?mandate -- /, 'npm run mandate && mandate '))

const npmScripts = (line: string): string[] =>
  [...line.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )

/** The words that follow `mandate`: a command, and what may be its verb. */
const commandsOf = (line: string): string[][] =>
  [...line.matchAll(/(?:^|&& |\bnpx )mandate (?:-- )?([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/g)].map((match) =>
    match.slice(1).filter((word) => word !== undefined),
  )

const isCommand = async ([name = '', verb]: readonly string[]): Promise<boolean> => {
  const program = await createProgram([name])
  const command = program.commands.find((one) => one.name() === name)
  if (!command) return false
  const verbs = command.commands.map((one) => one.name())
  return verbs.length === 0 || verb === undefined || verbs.includes(verb)
}

describe('what the documentation tells people to type', () => {
  for (const document of documents) {
    const lines = typed(document)

    test(`${document.path}: npm scripts`, () => {
      const unknown = lines.flatMap(npmScripts).filter((name) => scripts[name] === undefined)
      assert.deepEqual(unknown, [])
    })

    test(`${document.path}: commands of mandate`, async () => {
      const unknown: string[] = []
      for (const command of lines.flatMap(commandsOf)) {
        if (!(await isCommand(command))) unknown.push(command.join(' '))
      }
      assert.deepEqual(unknown, [])
    })

    test(`${document.path}: states`, () => {
      for (const { language, text } of document.codeBlocks) {
        if (language !== 'json' || !text.includes('"apps"')) continue
        const existing = { scopes: [], resources: [], organizations: [], users: [], apps: [] }
        checkState(parseState(JSON.parse(text)), existing, registeredNames)
      }
    })
  }
})
