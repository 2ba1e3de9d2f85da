/**
 * What the bare server answers: the shape and size of an authorization server's answers. The tokens are
 * of the real length, and mean nothing.
 */
const opaqueToken = `mat_${'a'.repeat(49)}`
const refreshToken = `mrt_${'a'.repeat(49)}`
const jwt = `${'a'.repeat(96)}.${'a'.repeat(400)}.${'a'.repeat(86)}`
const idToken = `${'a'.repeat(96)}.${'a'.repeat(340)}.${'a'.repeat(342)}`

const token = { access_token: opaqueToken, token_type: 'Bearer', expires_in: 3600, scope: 'notes:read' }

/** Bodies by what was asked; each is sent as it stands. */
export const answers = {
  opaque: JSON.stringify(token),
  jwt: JSON.stringify({ ...token, access_token: jwt, scope: 'posts:read' }),
  refresh: JSON.stringify({ ...token, refresh_token: refreshToken }),
  code: JSON.stringify({ ...token, refresh_token: refreshToken }),
  codeWithIdToken: JSON.stringify({ ...token, refresh_token: refreshToken, id_token: idToken }),
  introspection: JSON.stringify({
    active: true,
    iss: 'http://127.0.0.1:4000',
    sub: 'app_01k6m3x6zs5xq9p4n2c8v7b1ma',
    client_id: 'bench',
    scope: 'notes:read',
    aud: 'http://127.0.0.1:4000',
    iat: 1_760_000_000,
    exp: 1_760_003_600,
    jti: 'tok_01k6m3x6zs5xq9p4n2c8v7b1ma',
    token_type: 'Bearer',
  }),
  userinfo: JSON.stringify({
    sub: 'usr_01k6m3x6zs5xq9p4n2c8v7b1ma',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    email_verified: true,
  }),
  /** Stands in for a discovery document until the caller supplies the size of a real one. */
  discovery: (bytes: number) =>
    JSON.stringify({ issuer: 'http://127.0.0.1:4000', filler: 'a'.repeat(bytes) }),
}

/** The redirect that ends an authorization request: a code, the state and the issuer (RFC 9207). */
export function redirectLocation(redirectUri: string, state: string, code: string): string {
  return `${redirectUri}?code=${code}&state=${state}&iss=http%3A%2F%2F127.0.0.1%3A4000`
}

/** The bare server keeps no state, so its code says whether `openid` was asked for. */
export const codes = { plain: `mac_${'a'.repeat(49)}`, openid: `mac_${'b'.repeat(49)}` }
