import type { Consent } from './consent.ts'

export interface FindConsentPorts {
  readonly consents: {
    find(clientId: string, userId: string): Promise<Consent | undefined>
  }
}

/** What the user agreed to for the client and has not taken back. `clientId` is our id of the client. */
export const findConsent = (
  { clientId, userId }: { readonly clientId: string; readonly userId: string },
  { consents }: FindConsentPorts,
): Promise<Consent | undefined> => consents.find(clientId, userId)
