import type { Attempt, TellAttempt } from '../attempt.ts'
import type { Client } from '../client.ts'
import type { AuthenticateClient } from '../client-authentication/authenticate-client.ts'
import { corsForClient } from '../cors.ts'
import type { Endpoint } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import type { HttpRequest, HttpResponse } from '../http.ts'
import { errorResponse, jsonResponse } from '../json-response.ts'
import { type Parameters, readForm, refuseRepeated } from '../parameters.ts'

type Known = Pick<Attempt, 'userId' | 'claims'> | undefined

const attemptOf = (
  client: Client,
  step: string,
  parameters: Parameters | undefined,
  known: Known,
): Attempt => ({
  endpoint: 'token',
  client,
  step,
  grantType: parameters?.get('grant_type'),
  userId: known?.userId,
  claims: known?.claims,
})

/**
 * An endpoint to which a client posts a form and authenticates (RFC 6749 3.2, RFC 7009 2.1, RFC 7662 2.1), and which
 * answers JSON. `repeatable` names the parameters that may come more than once.
 */
export const clientEndpoint = (definition: {
  readonly name: string
  readonly path: string
  readonly metadataName: string
  readonly cors: 'client' | 'none'
  readonly issuer: string
  readonly authenticate: AuthenticateClient
  readonly repeatable: (parameters: Parameters) => readonly string[]
  readonly answer: (
    client: Client,
    parameters: Parameters,
    request: HttpRequest,
    tell: TellAttempt,
  ) => Promise<object>
  /** Whether its requests are kept for the app's developer. */
  readonly attempts?: true
}): Endpoint => {
  const { issuer, cors, authenticate, repeatable, answer, name, path, metadataName, attempts } = definition
  return {
    name,
    path,
    methods: ['POST'],
    cors,
    metadataName,
    async handle(request): Promise<HttpResponse> {
      let client: Client | undefined
      let parameters: Parameters | undefined
      let known: Known
      try {
        parameters = readForm(request)
        refuseRepeated(parameters, repeatable(parameters))
        client = await authenticate(request, parameters)
        const body = await answer(client, parameters, request, (more) => {
          known = { ...known, ...more }
        })
        const headers = cors === 'client' ? corsForClient(request, client) : undefined
        return jsonResponse(200, body, headers, attempts && attemptOf(client, 'done', parameters, known))
      } catch (error) {
        if (!(error instanceof OAuthError)) throw error
        const headers = cors === 'client' ? corsForClient(request, client) : undefined
        const named = client ?? error.namedClient
        const step = client ? 'grant' : 'client-authentication'
        return {
          ...errorResponse(issuer, error, headers),
          ...(attempts && named && { attempt: attemptOf(named, step, parameters, known) }),
        }
      }
    },
  }
}
