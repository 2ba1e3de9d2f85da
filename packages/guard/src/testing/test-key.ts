/**
 * The key pair of every test issuer. It is public, so it proves nothing: a guard of yours that takes its tokens outside of
 * tests takes everybody's.
 */
const PUBLIC_JWK = {
  kty: 'EC',
  crv: 'P-256',
  x: 'pr6wMreIc9MxLqr3yGtkdIMKtu2ytO3U_Gg552M44_k',
  y: 'WvGpJb0DpyYZqa9TlE61nEPTDTfym4qYMwKr616khOU',
}

const PRIVATE_JWK = { ...PUBLIC_JWK, d: 'vcTyvuKVcFuolWuAa21o28fwDSB77SyERx50a73QDvk' }

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }

const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const encodeJson = (value: unknown): string => encode(new TextEncoder().encode(JSON.stringify(value)))

/** The key set that test issuers publish (RFC 7517 section 5). */
export const testJwks = { keys: [{ ...PUBLIC_JWK, kid: 'test', alg: 'ES256', use: 'sig' }] }

/** Signs a JWT with ES256 (RFC 7515 section 7.1). `header` adds to the protected header, or changes it. */
export const signTestJwt = async (
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const key = await crypto.subtle.importKey('jwk', PRIVATE_JWK, CURVE, false, ['sign'])
  const input = `${encodeJson({ alg: 'ES256', kid: 'test', ...header })}.${encodeJson(claims)}`
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(input))
  return `${input}.${encode(new Uint8Array(signature))}`
}
