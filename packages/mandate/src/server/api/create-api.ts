import type { Route } from '../../protocol/http.ts'
import { apiPath } from './api-path.ts'
import { type ApiPorts, apiRoutes } from './api-routes.ts'
import { etagOf, isUnmodified } from './conditions.ts'
import { createApiRoutes, type FramePorts } from './respond.ts'

/** What the router is given: the routes, and the document that describes them, which is made when somebody asks. */
export const createApi = (frame: FramePorts, ports: ApiPorts): readonly Route[] => {
  let document: Promise<string> | undefined
  const makeDocument = async (): Promise<string> => {
    const { openapiDocument } = await import('./openapi.ts')
    return JSON.stringify(openapiDocument(apiRoutes, frame.issuer))
  }
  return [
    ...createApiRoutes(apiRoutes, frame, ports),
    {
      method: 'GET',
      path: `${apiPath}/openapi.json`,
      async handle(request) {
        document ??= makeDocument()
        const body = await document
        const headers = { etag: etagOf(body), 'cache-control': 'no-cache' }
        if (isUnmodified(request, headers.etag)) return { status: 304, headers, body: '' }
        return { status: 200, headers: { ...headers, 'content-type': 'application/json' }, body }
      },
    },
  ]
}
