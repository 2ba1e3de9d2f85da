/** The page about the state file names every key that there is, in the section where it belongs. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { stateSchema } from '../../src/platform/state/state-schema.ts'
import { readDocument } from './document.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

const schema = z.toJSONSchema(stateSchema, { io: 'input', unrepresentable: 'any' }) as Schema

/** All keys of a schema, those of nested objects included. */
const keysOf = ({ properties = {}, items }: Schema): string[] => [
  ...Object.entries(properties).flatMap(([key, nested]) => [key, ...keysOf(nested)]),
  ...(items ? keysOf(items) : []),
]

/** What stands under a heading of the second level. */
const section = (name: string): string => {
  const { lines } = readDocument('docs/guide/state.md')
  const from = lines.indexOf(`## ${name}`)
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith('## '))
  return from < 0 ? '' : lines.slice(from, length < 0 ? undefined : from + 1 + length).join('\n')
}

describe('docs/guide/state.md', () => {
  for (const [name, entry] of Object.entries(schema.properties ?? {})) {
    test(`names every key of ${name}`, () => {
      const text = section(name)
      const keys = keysOf(entry)
      assert.ok(keys.length > 1)
      assert.deepEqual(
        keys.filter((key) => !text.includes(`\`${key}\``)),
        [],
      )
    })
  }
})
