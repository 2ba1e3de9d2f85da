/**
 * The authorization response, good or bad (RFC 6749 4.1.2, RFC 9207): to a redirect URI that is proven, by the
 * response mode that was asked for, always with `iss`, and with `state` as it came.
 */
import { type HttpResponse, redirect } from '../http.ts'
import type { ResponseMode } from './response-mode.ts'

export type ResponseParameters = Readonly<Record<string, string | undefined>>

/** The page that posts the response from the browser (OAuth 2.0 Form Post Response Mode). */
export type FormPostPage = (redirectUri: string, fields: Readonly<Record<string, string>>) => HttpResponse

const separator = (redirectUri: string, mode: ResponseMode): string => {
  if (mode === 'fragment') return '#'
  if (!redirectUri.includes('?')) return '?'
  return redirectUri.endsWith('?') || redirectUri.endsWith('&') ? '' : '&'
}

export const authorizationResponse = (
  redirectUri: string,
  mode: ResponseMode,
  parameters: ResponseParameters,
  formPost: FormPostPage,
): HttpResponse => {
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) fields[name] = value
  if (mode === 'form_post') return formPost(redirectUri, fields)
  return redirect(redirectUri + separator(redirectUri, mode) + new URLSearchParams(fields).toString())
}
