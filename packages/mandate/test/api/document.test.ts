import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { apiRoutes } from '../../src/server/api/api-routes.ts'
import { openapiDocument } from '../../src/server/api/openapi.ts'
import { apiDescription } from './api-description.ts'

const textOf = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')

describe('the OpenAPI document', () => {
  test('is valid', async () => {
    const { valid, errors } = await new Validator().validate({
      ...openapiDocument(apiRoutes, 'http://localhost'),
    })
    assert.deepEqual({ valid, errors }, { valid: true, errors: undefined })
  })

  test('names each operation once, and describes each parameter of a path', () => {
    const ids = apiRoutes.map(({ id }) => id)
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    )
    const document = JSON.stringify(openapiDocument(apiRoutes, 'http://localhost'))
    assert.doesNotMatch(document, /"in":"path"[^}]*"description":""/)
  })

  test('is what the repository shows of it: else run npm run api:describe', async () => {
    for (const [path, text] of await apiDescription(textOf('docs/api/README.md')))
      assert.ok(textOf(path) === text, `${path} is not what the routes say`)
  })
})
