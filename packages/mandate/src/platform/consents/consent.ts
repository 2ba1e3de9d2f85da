import type { ActorMode } from '../apps/app.ts'

/** For whom, where and how a client may act: there is at most one live consent for each. */
export interface ConsentKey {
  /** Our id of the client, never the `client_id` of the wire. */
  readonly clientId: string
  readonly userId: string
  /** Undefined: for the person alone, outside of any organization. */
  readonly installationId?: string | undefined
  /** As whom it acts there; undefined: `self`. Who let an app act as its bot did not let it act as themselves. */
  readonly actorMode?: ActorMode | undefined
}

/** What a person agreed to: this client may act for them with these scopes. Times are epoch seconds. */
export interface Consent extends ConsentKey {
  readonly id: string
  readonly scopes: readonly string[]
  /** Of what the person saw of the client: see `clientFingerprint`. */
  readonly clientFingerprint: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** A consent as the person is shown it. */
export interface ConnectedApp
  extends Pick<Consent, 'id' | 'clientId' | 'installationId' | 'scopes' | 'createdAt' | 'updatedAt'> {
  readonly actorMode: ActorMode
  readonly appId: string
  readonly appName: string
  readonly homepageUrl: string | undefined
  readonly logoUrl: string | undefined
  /** The organization or the person who owns the app. */
  readonly ownerName: string | undefined
  readonly verified: boolean
  /** In which organization it acts; undefined for the person alone. */
  readonly organization: { readonly id: string; readonly slug: string; readonly name: string } | undefined
  /** When tokens were last issued for it, as far as tokens that are still kept tell. */
  readonly lastUsedAt: number | undefined
}
