/**
 * The answer to a refresh, kept for the short window in which the same request gets it again. It is sealed under a key
 * derived from the presented refresh token, which is not stored: only who holds that token can open it.
 */
import { open, seal, sealingKeyOfToken } from '../sealing.ts'
import type { TokenResponse } from './grant-type.ts'

const purpose = 'refresh replay'

/** `request` stands for everything that must be the same for the answer to be given again. */
export const sealReplay = (presented: string, answer: TokenResponse, request: string): string =>
  seal(sealingKeyOfToken(presented, purpose), JSON.stringify(answer), request)

export const openReplay = (presented: string, sealed: string, request: string): TokenResponse | undefined => {
  const text = open(sealingKeyOfToken(presented, purpose), sealed, request)
  return text === undefined ? undefined : (JSON.parse(text) as TokenResponse)
}
