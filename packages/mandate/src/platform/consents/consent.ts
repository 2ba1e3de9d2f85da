/** What a person agreed to: this client may act for them with these scopes. Times are epoch seconds. */
export interface Consent {
  readonly id: string
  /** Our id of the client, never the `client_id` of the wire. */
  readonly clientId: string
  readonly userId: string
  readonly scopes: readonly string[]
  /** Of what the person saw of the client: see `clientFingerprint`. */
  readonly clientFingerprint: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** A consent as the person is shown it. */
export interface ConnectedApp
  extends Pick<Consent, 'id' | 'clientId' | 'scopes' | 'createdAt' | 'updatedAt'> {
  readonly appId: string
  readonly appName: string
  readonly homepageUrl: string | undefined
  readonly logoUrl: string | undefined
  /** The organization or the person who owns the app. */
  readonly ownerName: string | undefined
  readonly verified: boolean
  /** When tokens were last issued for it, as far as tokens that are still kept tell. */
  readonly lastUsedAt: number | undefined
}
