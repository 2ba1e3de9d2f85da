const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Written out, because the parser would turn a bare one into a line feed.
  '\r': '&#13;',
}

/** Text as it may stand in element content and in an attribute value, whichever quotes surround it. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"'\r]/g, (found) => ENTITIES[found] ?? '')

/** Attributes whose value the browser loads or goes to. */
export const isUrlAttribute = (name: string): boolean =>
  name === 'href' || name === 'src' || name === 'action' || name === 'formaction'

/** What takes the place of an address that a page must not carry. */
export const REFUSED_URL = 'about:invalid'

/**
 * The address if following it can only load something (`http`, `https`, `mailto`, a relative one; in `src` an image
 * given as `data:`), else `about:invalid`. Anything that could be read as another scheme is refused, whatever
 * whitespace or control characters stand in it.
 */
export const safeUrl = (name: string, url: string): string => {
  const scheme = /^[^/?#]*?:/.exec(url)?.[0].toLowerCase()
  if (scheme === undefined || scheme === 'https:' || scheme === 'http:') return url
  if (scheme === 'mailto:' && name === 'href') return url
  if (name === 'src' && /^data:image\/[a-z+.-]+[;,]/.test(url)) return url
  return REFUSED_URL
}
