/** The OpenAPI document, made from the routes: at the first request for it, never at a start. */
import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { type ProblemCode, problemCodes } from '../../platform/input/problem-codes.ts'
import { managementScopes } from '../../platform/policy/management-scopes.ts'
import { scopeNeededFor } from '../../platform/policy.ts'
import { apiPath } from './api-path.ts'
import { mergePatchSchema } from './merge-patch-schema.ts'
import { parameterTexts } from './parameter-texts.ts'
import type { RouteFacts } from './route.ts'

const problem = z
  .object({
    type: z.url().meta({ description: 'Leads to the page that explains the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
    reason: z.string().optional().meta({ description: 'Finer than the code, where a rule refuses.' }),
    instance: z.string().meta({ description: 'Names the request, as the log does.' }),
    errors: z
      .array(
        z.object({
          pointer: z
            .string()
            .optional()
            .meta({ description: 'A JSON pointer into the body, as a URI fragment.' }),
          parameter: z.string().optional().meta({ description: 'Of the query, or a header.' }),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).' })

const paramsOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

const pathParameters = (path: string): z.ZodObject | undefined => {
  const names = paramsOf(path)
  if (names.length === 0) return undefined
  return z.object(
    Object.fromEntries(
      names.map((name) => [name, z.string().meta({ description: parameterTexts[name] ?? '' })]),
    ),
  )
}

const headersOf = (route: RouteFacts): z.ZodObject | undefined => {
  if (route.method === 'POST' && route.action !== 'public')
    return z.object({
      'Idempotency-Key': z
        .string()
        .optional()
        .meta({ description: 'The same key with the same request gets the same answer, for a day.' }),
    })
  if (route.method !== 'PATCH' && route.method !== 'PUT' && route.method !== 'DELETE') return undefined
  if (route.conditional !== true) return undefined
  return z.object({
    'If-Match': z.string().optional().meta({ description: 'The ETag of what is to be changed.' }),
  })
}

const answerOf = (route: RouteFacts) => {
  const description = route.status === 204 ? 'Done.' : 'The answer.'
  if (route.text !== undefined) return { description, content: { [route.text]: { schema: z.string() } } }
  if (!route.answer) return { description }
  const schema = route.list
    ? z.object({ data: z.array(route.answer), next_cursor: z.string().nullable() })
    : route.answer
  return { description, content: { 'application/json': { schema } } }
}

const bodyOf = ({ method, body }: RouteFacts) => {
  if (!body) return undefined
  const content =
    method === 'PATCH'
      ? { 'application/merge-patch+json': { schema: mergePatchSchema(body) } }
      : { 'application/json': { schema: body } }
  return { required: !body.safeParse({}).success || method === 'PATCH', content }
}

const operationOf = (route: RouteFacts): ZodOpenApiOperationObject => {
  const scope = route.action === 'public' ? undefined : scopeNeededFor(route.action)
  const path = pathParameters(route.path)
  const header = headersOf(route)
  const requestBody = bodyOf(route)
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [route.tag],
    ...(route.action === 'public'
      ? { security: [] }
      : { security: [{ key: [] }, { oauth: scope === undefined ? [] : [scope] }] }),
    requestParams: {
      ...(path ? { path } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(header ? { header } : {}),
    },
    ...(requestBody ? { requestBody } : {}),
    responses: {
      [String(route.status) as '200']: answerOf(route),
      default: {
        description: 'Refused.',
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  }
}

/** `:name` as OpenAPI writes it. */
const template = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

export const openapiDocument = (routes: readonly RouteFacts[], issuer: string): object => {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const route of routes) {
    const path = template(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  const scopes = Object.fromEntries(managementScopes.map(({ name, description }) => [name, description]))
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Mandate management API',
      version: 'v1',
      description: 'Manages apps, organizations, installations, people and what they gave.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${issuer}${apiPath}` }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: paths as ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An operator key, or a personal API token with the scope that the operation names.',
        },
        oauth: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: `${issuer}/oauth/authorize`,
              tokenUrl: `${issuer}/oauth/token`,
              scopes,
            },
            clientCredentials: { tokenUrl: `${issuer}/oauth/token`, scopes },
          },
        },
      },
    },
  })
}
