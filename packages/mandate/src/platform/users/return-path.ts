import { deriveSealingKey, open, seal } from '../../protocol/sealing.ts'

/**
 * A path of ours that a page wants to come back to, kept while a mail is under way. Never the start of another host's
 * address: browsers read `//host` and `/\host` as one.
 */
export const isReturnPath = (path: string): boolean =>
  path.length <= 1000 && /^\/(?![/\\])[!-[\]-~]*$/.test(path)

/** @throws TypeError for anything else: pages make these paths themselves. */
export const checkReturnPath = (path: string | undefined): string | undefined => {
  if (path === undefined || isReturnPath(path)) return path
  throw new TypeError('a return path must be a path of this server')
}

const purpose = 'return path'

/**
 * Such a path may name a waiting request by its secret. So it is kept sealed under the token that the mail carries, which
 * itself is not stored: who has the database cannot read it.
 */
export const sealReturnPath = (path: string | undefined, token: string): string | undefined =>
  path === undefined ? undefined : seal(deriveSealingKey(token, purpose), path, purpose)

export const openReturnPath = (sealed: string | undefined, token: string): string | undefined =>
  sealed === undefined ? undefined : open(deriveSealingKey(token, purpose), sealed, purpose)
