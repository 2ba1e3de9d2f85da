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
