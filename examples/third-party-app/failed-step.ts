import * as client from 'openid-client'
import type { Step } from './sessions.ts'

/** What went wrong at the authorization server, in its own words. */
export const failedStep = (what: string, error: unknown): Step => {
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) {
    return { what, outcome: error.error, good: false, detail: error.error_description ?? '' }
  }
  return { what, outcome: 'failed', good: false, detail: error instanceof Error ? error.message : '' }
}

/** The `error` of an answer of the authorization server, if that is what it is. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError
    ? error.error
    : undefined
