import type { Visit } from './visit.ts'

/** How long a sign-in may take that a page asked for, in seconds. */
const lifetime = 900

/** Paths of ours only: one slash, then something that no browser reads as another host. */
const ours = /^\/(?![/\\])[!-~]*$/

/** A `set-cookie` line by which this browser comes back to the page that asks it to sign in. */
export const rememberPage = ({ request, cookies }: Visit, fallback: string): string => {
  const { method, path, query } = request
  const page = method === 'GET' ? path + (query === '' ? '' : `?${query}`) : fallback
  const value = Buffer.from(page).toString('base64url')
  // A cookie holds so much; a page with a longer address is not come back to.
  return value.length <= 512 ? cookies.set('return', value, lifetime) : cookies.clear('return')
}

/** Where somebody goes who signed in by themselves: the page that asked, or their account. */
export const pageToReturnTo = ({ request, cookies, url }: Visit) => {
  const remembered = cookies.read(request, 'return')
  const page = remembered === undefined ? '' : Buffer.from(remembered, 'base64url').toString()
  return {
    url: ours.test(page) ? page : url('/account'),
    cookies: remembered === undefined ? [] : [cookies.clear('return')],
  }
}
