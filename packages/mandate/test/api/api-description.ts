import { typesOfOpenapi } from 'mandate-testkit/openapi-types'
import { scopeNeededFor } from '../../src/platform/policy.ts'
import { apiRoutes } from '../../src/server/api/api-routes.ts'
import { openapiDocument } from '../../src/server/api/openapi.ts'

/** Of a server as it starts without a configuration. */
const issuer = 'http://localhost:4000'

const routeTable = (): string => {
  const tags = [...new Set(apiRoutes.map(({ tag }) => tag))]
  return tags
    .flatMap((tag) => [
      `### ${tag}`,
      '',
      '| | what it does | scope |',
      '|---|---|---|',
      ...apiRoutes
        .filter((route) => route.tag === tag)
        .map(({ method, path, summary, action }) => {
          const scope = action === 'public' ? 'no credential' : (scopeNeededFor(action) ?? '')
          return `| \`${method} ${path.replace(/:(\w+)/g, '{$1}')}\` | ${summary} | ${scope} |`
        }),
      '',
    ])
    .join('\n')
}

const mark = '<!-- The routes: written by `npm run api:describe`. -->'

/** The files that describe the API, as the routes say now: their paths from the repository's root, and their texts. */
export const apiDescription = async (readme: string): Promise<ReadonlyMap<string, string>> => {
  const document = openapiDocument(apiRoutes, issuer)
  const [prose = ''] = readme.split(mark)
  return new Map([
    ['docs/api/openapi.json', `${JSON.stringify(document, null, 1)}\n`],
    ['docs/api/README.md', `${prose}${mark}\n\n${routeTable()}`],
    ['packages/mandate/test/api/openapi-types.d.ts', await typesOfOpenapi(document)],
  ])
}
