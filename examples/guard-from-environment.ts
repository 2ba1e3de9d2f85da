import { createGuard, type Guard } from 'mandate-guard'

/**
 * The guard of an example API that runs on its own: MANDATE_ISSUER, RESOURCE, CLIENT_ID and CLIENT_SECRET say where and
 * for whom.
 */
export const guardFromEnvironment = (): Guard => {
  const { MANDATE_ISSUER = 'http://localhost:4000', RESOURCE = '', CLIENT_ID, CLIENT_SECRET } = process.env
  return createGuard({
    issuer: MANDATE_ISSUER,
    audience: RESOURCE,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    realm: 'Northwind',
    reportScopeUses: CLIENT_ID !== undefined,
    onError: (error) => console.error(error.message),
  })
}
