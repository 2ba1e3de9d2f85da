import { formActionSource } from './headers.ts'

/**
 * Where the forms of an authorization flow may lead. Browsers enforce `form-action` along every redirect after the post,
 * also those of the app behind its redirect URI, whose hosts nobody here can know: so `https:` as a whole, and beyond
 * that only what the app's own redirect URIs need.
 */
export const flowFormAction = (redirectUris: readonly string[]): readonly string[] => {
  const sources = redirectUris.flatMap((uri) => {
    const { protocol } = new URL(uri)
    if (protocol === 'https:') return []
    // A native app draws its port at run time; a host in brackets cannot be written in CSP.
    return protocol === 'http:' && formActionSource(uri) !== 'http:'
      ? ['http://127.0.0.1:*', 'http://localhost:*']
      : [protocol]
  })
  return [...new Set(['https:', ...sources])]
}
