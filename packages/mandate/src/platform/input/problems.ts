/** What is wrong with something that a person wrote, in sentences for that person. */
import type { z } from 'zod'
import { didYouMean } from './nearest-name.ts'

/** One thing that is wrong. `message` continues the path: `apps[0].type` `must be one of public, confidential`. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** `apps[0].redirectUris[1]`. */
export const formatPath = (path: Problem['path']): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  )

type Schema = z.core.$ZodType

/** The part of a schema that judges what stands at a path; undefined where the schema knows no such path. */
const schemaAt = (schema: Schema, path: Problem['path']): Schema | undefined => {
  const def = schema._zod.def as z.core.$ZodTypeDef & { innerType?: Schema; in?: Schema; element?: Schema }
  if (def.innerType) return schemaAt(def.innerType, path)
  if (def.type === 'pipe' && def.in) return schemaAt(def.in, path)
  const [head, ...rest] = path
  if (head === undefined) return schema
  const next = def.type === 'array' ? def.element : shapeOf(schema)?.[head]
  return next && schemaAt(next, rest)
}

const shapeOf = (schema: Schema | undefined): Record<string, Schema> | undefined =>
  (schema?._zod.def as { shape?: Record<string, Schema> } | undefined)?.shape

const words: Record<string, string> = {
  string: 'a text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const sentence = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing'
      return `must be ${words[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.join(', ')}`
    case 'too_small':
    case 'too_big': {
      const least = issue.code === 'too_small'
      const bound = least ? issue.minimum : issue.maximum
      if (issue.origin === 'string' && least && bound === 1) return 'must not be empty'
      if (issue.origin === 'array' && least && bound === 1) return 'must not be empty'
      const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : ''
      return `must ${unit ? 'have' : 'be'} at ${least ? 'least' : 'most'} ${bound}${unit}`
    }
    default:
      return issue.message
  }
}

const unknownKeys = (issue: z.core.$ZodIssueUnrecognizedKeys, schema: Schema): Problem[] => {
  const at = issue.path as Problem['path']
  const known = Object.keys(shapeOf(schemaAt(schema, at)) ?? {})
  return issue.keys.map((key) => ({
    path: [...at, key],
    message: `is not a known key${didYouMean(key, known)}`,
  }))
}

/** Every problem of a value that a schema refuses, parsed with `reportInput`. Never repeats the value. */
export const problemsOf = (error: z.ZodError, schema: Schema): Problem[] =>
  (error.issues as z.core.$ZodIssue[]).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? unknownKeys(issue, schema)
      : [{ path: issue.path as Problem['path'], message: sentence(issue) }],
  )
