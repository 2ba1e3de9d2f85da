import type { AuthorizationPages } from '../protocol/endpoints/authorize.ts'
import { parseParameters } from '../protocol/parameters.ts'
import { createErrorPages } from './error-page.ts'
import { flowFormAction } from './form-action.ts'
import { pageHeaders } from './headers.ts'
import { render } from './html.ts'
import { type PageEnvironment, viewContext } from './page-environment.ts'
import { formPost } from './pages/leave/form-post.ts'

/** What may be shown of a request: what names the app and where it wanted the answer. No state, no challenge. */
const shownParameters = ['client_id', 'redirect_uri', 'response_type', 'scope']
const longestShown = 300
const continuePath = '/oauth/authorize/continue'

const whereTo = (redirectUri: string): string => {
  const { host, protocol } = new URL(redirectUri)
  return host === '' ? protocol.slice(0, -1) : host
}

/** The pages with which the authorization endpoint answers by itself. */
export const createAuthorizationPages = (environment: PageEnvironment): AuthorizationPages => {
  const { renderError, renderFailure } = createErrorPages(environment)
  return {
    error(request, { status, code, description, headers }) {
      // Nothing was wrong with what the app sent: the person came too late, or twice.
      if (request.path.endsWith(continuePath)) return renderFailure(request, 'expired')
      const sent = parseParameters(request.query)
      const details = shownParameters.flatMap((name) => {
        const value = sent.get(name)
        return value === undefined ? [] : [{ name, value: value.slice(0, longestShown) }]
      })
      return renderError(request, { status, code, description, details, headers })
    },
    formPost: (redirectUri, fields) => ({
      status: 200,
      headers: pageHeaders({ script: true, formAction: flowFormAction([redirectUri]), popup: true }),
      body: render(
        formPost({
          context: viewContext(environment),
          appName: whereTo(redirectUri),
          redirectUri,
          response: fields,
        }),
      ),
    }),
  }
}
