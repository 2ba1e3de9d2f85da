/** What a test says about a token; everything has a default. */
export interface TestToken {
  /** Default `user-1`. */
  readonly subject?: string
  /** Default `test-app`. Personal tokens and organization keys have none. */
  readonly clientId?: string
  /** Default: none. */
  readonly scopes?: readonly string[]
  /** Default: the audience of the test issuer. */
  readonly audience?: string | readonly string[]
  readonly organizationId?: string
  readonly organization?: string
  readonly installationId?: string
  readonly actor?: 'app' | 'self'
  readonly act?: Readonly<Record<string, unknown>>
  /** From the present time of the test's clock; may be negative. Default 300. */
  readonly expiresInSeconds?: number
  /** Further claims, or others in place of those above. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** Of whom the test issuer speaks. */
export interface TestTokenContext {
  readonly issuer: string
  readonly audience: string | readonly string[]
  readonly now: number
  readonly tokenId: string
}

/** The claims of a token, as Mandate tells them by introspection and in JWTs alike. */
export const testClaims = (
  token: TestToken,
  { issuer, audience, now, tokenId }: TestTokenContext,
): Record<string, unknown> => ({
  iss: issuer,
  sub: token.subject ?? 'user-1',
  client_id: token.clientId ?? 'test-app',
  scope: (token.scopes ?? []).join(' '),
  aud: token.audience ?? audience,
  iat: now,
  exp: now + (token.expiresInSeconds ?? 300),
  jti: tokenId,
  ...(token.organizationId !== undefined && { org_id: token.organizationId }),
  ...(token.organization !== undefined && { org: token.organization }),
  ...(token.installationId !== undefined && { installation_id: token.installationId }),
  ...(token.actor !== undefined && { actor: token.actor }),
  ...(token.act !== undefined && { act: token.act }),
  ...token.claims,
})
