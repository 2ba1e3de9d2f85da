import type { ConnectedApp } from './consent.ts'

export interface ListConsentsPorts {
  readonly consents: {
    /** The user's live consents, the newest first. */
    list(userId: string): Promise<readonly ConnectedApp[]>
  }
}

/** The apps that may act for a user, the newest first. */
export const listConsents = (
  userId: string,
  { consents }: ListConsentsPorts,
): Promise<readonly ConnectedApp[]> => consents.list(userId)
