import type { Consent, ConsentKey } from './consent.ts'

export interface FindConsentPorts {
  readonly consents: {
    find(key: ConsentKey): Promise<Consent | undefined>
  }
}

/** What the user agreed to for the client, there and in that actor mode, and has not taken back. */
export const findConsent = (key: ConsentKey, { consents }: FindConsentPorts): Promise<Consent | undefined> =>
  consents.find(key)
