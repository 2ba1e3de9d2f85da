/** What the metadata document of the API tells people and clients, all of it optional (RFC 9728 section 2). */
export interface ResourceMetadataOptions {
  /** `resource_name`: what people call the API. */
  readonly name?: string | undefined
  /** `scopes_supported`: those that clients may ask for. */
  readonly scopes?: readonly string[] | undefined
  /** `resource_documentation`: a URL for developers. */
  readonly documentation?: string | undefined
  /**
   * Where the document is served, as challenges name it. Default: what RFC 9728 section 3.1 makes of the first audience
   * that is a URL. Without either, challenges name none.
   */
  readonly url?: string | undefined
}

/** One metadata document and where it belongs: there is one for each audience that is a URL. */
export interface ResourceMetadata {
  /** Such as `/.well-known/oauth-protected-resource/v1` for an API at `/v1`. */
  readonly path: string
  readonly url: string
  /** Header fields by lower-case name; any web page may read the document. */
  readonly headers: Readonly<Record<string, string>>
  /** The document. */
  readonly body: string
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource'

/** Nothing that would have to be escaped in a challenge. */
const QUOTABLE = /^[\x21\x23-\x5b\x5d-\x7e]+$/

const isWebUrl = (value: unknown): value is string =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

/** RFC 9728 section 3.1: between the host and the path, and without a slash that is all of the path. */
const locate = (resource: string) => {
  const { origin, pathname, search } = new URL(resource)
  const path = `${WELL_KNOWN}${pathname === '/' ? '' : pathname}${search}`
  return { path, url: origin + path }
}

const HEADERS = {
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=300',
  'content-type': 'application/json',
}

/** Makes the documents. Throws a TypeError that names the option that is wrong. */
export const readMetadata = (
  { name, scopes, documentation, url }: ResourceMetadataOptions,
  audiences: readonly string[],
  issuers: readonly string[],
): { readonly metadata: readonly ResourceMetadata[]; readonly metadataUrl: string | undefined } => {
  if (url !== undefined && !isWebUrl(url)) throw new TypeError('metadata.url must be a URL')
  if (documentation !== undefined && !isWebUrl(documentation)) {
    throw new TypeError('metadata.documentation must be a URL')
  }
  if (scopes !== undefined && !scopes.every((scope) => QUOTABLE.test(scope))) {
    throw new TypeError('metadata.scopes must be scope names')
  }
  const metadata = audiences.filter(isWebUrl).map((resource): ResourceMetadata => {
    const document = {
      resource,
      authorization_servers: issuers,
      bearer_methods_supported: ['header'],
      ...(scopes && { scopes_supported: scopes }),
      ...(name !== undefined && { resource_name: name }),
      ...(documentation !== undefined && { resource_documentation: documentation }),
    }
    return { ...locate(resource), headers: HEADERS, body: JSON.stringify(document) }
  })
  const metadataUrl = url ?? metadata[0]?.url
  if (metadataUrl !== undefined && !QUOTABLE.test(metadataUrl)) {
    throw new TypeError('metadata.url must be ASCII without spaces, quotes and backslashes')
  }
  return { metadata, metadataUrl }
}
