/** The public keys (RFC 7517 5). */

import type { ProtocolContext } from '../context.ts'
import { corsForAnybody } from '../cors.ts'
import type { Endpoint } from '../endpoint.ts'
import { jwksMaxAge } from '../tokens/signing-keys.ts'

export const jwksEndpoint = (context: ProtocolContext): Endpoint => {
  const headers = {
    'content-type': 'application/jwk-set+json',
    'cache-control': `public, max-age=${jwksMaxAge}`,
    ...corsForAnybody,
  }
  return {
    name: 'jwks',
    path: '/oauth/jwks',
    methods: ['GET'],
    cors: 'any',
    metadataName: 'jwks_uri',
    handle: () => ({ status: 200, headers, body: context.keys.jwks() }),
  }
}
