/** Proof Key for Code Exchange (RFC 7636), S256 only. */
import { hash, timingSafeEqual } from 'node:crypto'

/** RFC 7636 4.1: 43 to 128 unreserved characters. */
const verifier = /^[A-Za-z0-9._~-]{43,128}$/
/** An S256 challenge is a SHA-256, so 43 base64url characters. */
const challenge = /^[A-Za-z0-9_-]{43}$/

export const isCodeVerifier = (text: string): boolean => verifier.test(text)
export const isS256Challenge = (text: string): boolean => challenge.test(text)

/** RFC 7636 4.6. */
export const matchesChallenge = (codeVerifier: string, codeChallenge: string): boolean => {
  const computed = Buffer.from(hash('sha256', codeVerifier, 'base64url'))
  const expected = Buffer.from(codeChallenge)
  return computed.length === expected.length && timingSafeEqual(computed, expected)
}
