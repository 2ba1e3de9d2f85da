import assert from 'node:assert/strict'

/** The parameters that were sent, and those that came back. */
export interface AuthorizationExchange {
  readonly issuer: string
  readonly redirectUri: string
  readonly request: URLSearchParams
  readonly response: URLSearchParams
}

/** CheckStateInAuthorizationResponse, ValidateIssIfPresentInAuthorizationResponse, CheckMatchingCallbackParameters */
const checkAnyResponse = ({ issuer, redirectUri, request, response }: AuthorizationExchange): void => {
  assert.equal(response.get('state'), request.get('state'))
  assert.equal(response.get('iss'), issuer)
  for (const [name, value] of new URL(redirectUri).searchParams) assert.equal(response.get(name), value)
}

/** CheckIfAuthorizationEndpointError, ExtractAuthorizationCodeFromAuthorizationResponse */
export const checkSuccessfulResponse = (exchange: AuthorizationExchange): string => {
  checkAnyResponse(exchange)
  const { response } = exchange
  assert.equal(response.get('error'), null, response.toString())
  const code = response.get('code')
  assert.ok(code)
  return code
}

const expected = ['error', 'error_description', 'error_uri', 'state', 'session_state', 'iss']

/** performGenericAuthorizationEndpointErrorResponseValidation */
export const checkErrorResponse = (exchange: AuthorizationExchange): string => {
  checkAnyResponse(exchange)
  const { response } = exchange
  const error = response.get('error')
  assert.ok(error)
  assert.equal(response.get('code'), null)
  // CheckForUnexpectedParametersInErrorResponseFromAuthorizationEndpoint
  const own = new URL(exchange.redirectUri).searchParams
  for (const name of response.keys()) assert.ok(expected.includes(name) || own.has(name), name)
  checkErrorTexts(response.get('error_description'), response.get('error_uri'))
  return error
}

/** ValidateErrorDescription…, CheckErrorDescription…ContainsCRLFTAB, ValidateErrorUri… (RFC 6749 4.1.2.1, 5.2) */
export const checkErrorTexts = (description: unknown, uri: unknown): void => {
  if (description !== null && description !== undefined) {
    assert.match(String(description), /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/)
  }
  if (uri !== null && uri !== undefined) {
    assert.match(String(uri), /^[\x21\x23-\x5b\x5d-\x7e]*$/)
    assert.ok(URL.canParse(String(uri)))
  }
}

const shannonEntropy = (text: string): number => {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / text.length), 0)
}

/** EnsureMinimumAuthorizationCodeLength and …Entropy, and their like for tokens: 128 bits, of which 96 are measured. */
export const ensureUnguessable = (secret: string): void => {
  assert.ok(secret.length >= 16)
  assert.ok(shannonEntropy(secret) > 96)
}
