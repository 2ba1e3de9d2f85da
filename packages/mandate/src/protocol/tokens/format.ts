/**
 * The form of every secret that Mandate makes: `<prefix><43 base62 characters><6 base62 characters of CRC-32>`.
 * 43 base62 characters carry 256 bits; the checksum is that of those 43, so that a secret scanner can tell a real
 * token from a look-alike without asking, and a mistyped one is refused before any lookup.
 */
import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { randomBase62 } from '../random.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const randomLength = 43
const checksumLength = 6

/** The kinds of secrets; each has its prefix, and none passes for another. */
export type TokenKind =
  | 'accessToken'
  | 'refreshToken'
  | 'authorizationCode'
  | 'clientSecret'
  | 'personalToken'
  | 'organizationKey'
  | 'operatorKey'
export type TokenPrefixes = Readonly<Record<TokenKind, string>>

export const defaultPrefixes: TokenPrefixes = {
  accessToken: 'mat_',
  refreshToken: 'mrt_',
  authorizationCode: 'mac_',
  clientSecret: 'mcs_',
  personalToken: 'mpt_',
  organizationKey: 'mok_',
  operatorKey: 'mop_',
}

const checksum = (text: string): string => {
  let value = crc32(text)
  let digits = ''
  for (let digit = 0; digit < checksumLength; digit++) {
    digits = alphabet[value % 62] + digits
    value = Math.floor(value / 62)
  }
  return digits
}

/** A new secret of 256 random bits. */
export const newToken = (prefix: string): string => {
  const random = randomBase62(randomLength)
  return prefix + random + checksum(random)
}

/** Whether the text bears the prefix and is whole; false for anything mistyped, truncated or of another kind. */
export const isWellFormed = (token: string, prefix: string): boolean => {
  if (token.length !== prefix.length + randomLength + checksumLength || !token.startsWith(prefix))
    return false
  const random = token.slice(prefix.length, prefix.length + randomLength)
  return checksum(random) === token.slice(prefix.length + randomLength)
}

/** Whether a lookup can be spared: the text bears our prefix, yet is not whole. */
export const isMistyped = (token: string, prefix: string): boolean =>
  token.startsWith(prefix) && !isWellFormed(token, prefix)

/** What is stored instead of a secret of 256 random bits: its SHA-256 as base64url. */
export const hashToken = (token: string): string => hash('sha256', token, 'base64url')
