import type { PlatformCredential, PlatformCredentialPort } from '../../protocol/platform-credential.ts'
import type { TokenPrefixes } from '../../protocol/tokens/format.ts'
import { claimedKind } from './api-key.ts'
import type { FindApiKey, LiveApiKey } from './find-api-key.ts'
import { apiScopesOf } from './key-scopes.ts'

const tokenTypes = { personal: 'personal_access_token', organization: 'organization_api_key' } as const

const placeOf = ({ organizationId, organization }: LiveApiKey): Readonly<Record<string, string>> =>
  organizationId === undefined || organization === undefined
    ? {}
    : { org_id: organizationId, org: organization }

const credentialOf = (key: LiveApiKey, tokenType: string): PlatformCredential => ({
  id: key.id,
  tokenType,
  subject: key.userId,
  heldScopes: apiScopesOf(key.scopes),
  scopes: key.apiScopes,
  issuedAt: key.createdAt,
  expiresAt: key.endsAt,
  claims: placeOf(key),
})

/** Tells the protocol of personal tokens and organizations' keys. An operator's key opens nothing but the management API. */
export const createPlatformCredentials = (
  findKey: FindApiKey,
  prefixes: TokenPrefixes,
): PlatformCredentialPort => ({
  isOne: (token) => claimedKind(token, prefixes) !== undefined,
  async find(token) {
    if (claimedKind(token, prefixes) === 'operator') return undefined
    const key = await findKey(token)
    return key === undefined || key.kind === 'operator' ? undefined : credentialOf(key, tokenTypes[key.kind])
  },
})
