import type { OrganizationKeyOptions, PersonalTokenOptions } from './key-options.ts'
import type { RefusalDetails } from './refusal.ts'
import type { ResourceMetadataOptions } from './resource-metadata.ts'

/** How the guard makes its requests to the issuer: the global `fetch`, or anything that behaves like it. */
export type GuardFetch = (url: string, init: RequestInit) => Promise<Response>

/** One of several issuers, where they differ in more than their name. */
export interface IssuerOptions {
  /** As `issuer` of the guard. */
  readonly issuer: string
  /** The API's own client at this issuer. Default: that of the guard. */
  readonly clientId?: string | undefined
  readonly clientSecret?: string | undefined
  /** How this issuer's opaque tokens and keys begin. Others are then not shown to it. Default: all may be its own. */
  readonly tokenPrefixes?: readonly string[] | undefined
}

/** What `createGuard` needs to know. */
export interface GuardOptions {
  /**
   * The issuer identifier, byte for byte as the authorization server names itself (RFC 8414 section 2). Everything
   * else about it is read from its metadata. Of several, a JWT is checked with the keys of the one that it names; an
   * opaque token is shown to one after the other until one knows it, so list only issuers of one operator, or give
   * each its `tokenPrefixes`.
   */
  readonly issuer: string | readonly (string | IssuerOptions)[]
  /**
   * The identifier of this API, or several names of it: a token is accepted only if its `aud` holds one of them. There
   * is no default, since an API without an audience accepts what was meant for somebody else.
   */
  readonly audience: string | readonly string[]
  /** The API's own client at the issuer, used for introspection. Without it only JWTs are accepted. */
  readonly clientId?: string | undefined
  /** The secret of that client. */
  readonly clientSecret?: string | undefined
  /**
   * `local` (default) checks JWT access tokens with the issuer's published keys, without asking it; a revoked one
   * is accepted until it expires. `introspect` asks the issuer about JWTs too.
   */
  readonly jwt?: 'local' | 'introspect' | undefined
  /** How long, in seconds from 0 to 5, the answer about an active token may be reused. 0 (default) always asks. */
  readonly cacheSeconds?: number | undefined
  /** Takes people's personal API tokens too. Default false: they are refused. */
  readonly personalTokens?: boolean | PersonalTokenOptions | undefined
  /** Takes an organization's API key beside the platform's own JWT of a user. Default: no such keys. */
  readonly organizationKeys?: OrganizationKeyOptions | undefined
  /**
   * Lets an app act as the user that the header `actAsUserId`, or the one named here, asks for, where the issuer allows
   * it; that is asked anew for each request. Default false: the header means nothing.
   */
  readonly actAs?: boolean | { readonly header: string } | undefined
  /** What `GET /.well-known/oauth-protected-resource` tells beyond the issuer (RFC 9728). */
  readonly metadata?: ResourceMetadataOptions | undefined
  /** Makes the JSON body of a refusal in the form of your API's other errors. Default: `error`, `error_description`. */
  readonly refusalBody?: ((refusal: RefusalDetails) => unknown) | undefined
  /**
   * Tells the issuer which scopes installations make use of, so that unused ones can be shown: in batches, every
   * 60 seconds or as given here (1 to 3600). No request waits for it. Default false.
   */
  readonly reportScopeUses?: boolean | { readonly everySeconds: number } | undefined
  /** How far, in seconds from 0 to 60, the issuer's clock may differ from ours. Default 0. */
  readonly clockToleranceSeconds?: number | undefined
  /** How long, in seconds, to wait for the issuer. Default 5. */
  readonly timeoutSeconds?: number | undefined
  /** Names the protected area in challenges (RFC 7235 section 2.2). Default `api`. */
  readonly realm?: string | undefined
  /** Allows a plain `http:` issuer that is not on loopback, in a network that encrypts otherwise. Default false. */
  readonly allowHttp?: boolean | undefined
  /** Makes the requests to the issuer. Default: the global `fetch`. */
  readonly fetch?: GuardFetch | undefined
  /** The present time in epoch seconds. Default: the system's. */
  readonly clock?: (() => number) | undefined
  /**
   * Told why a request was answered 503: the issuer could not be reached, or refused this API's own client; and why a
   * report was lost. The error holds no token and no secret.
   */
  readonly onError?: ((error: Error) => void) | undefined
}
