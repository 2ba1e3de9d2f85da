import type { RegisteredApp, SecretSummary } from '../../platform/apps/app.ts'
import { effectiveDefaultScopes } from '../../platform/apps/client-settings.ts'
import { time } from '../output.ts'

const describeSecret = (secret: SecretSummary): object => ({
  id: secret.id,
  name: secret.name,
  lastFour: secret.lastFour || null,
  createdAt: time(secret.createdAt),
  expiresAt: secret.expiresAt === undefined ? null : time(secret.expiresAt),
})

export const ownerName = ({ owner }: RegisteredApp): string =>
  owner === undefined ? '' : owner.kind === 'organization' ? owner.slug : owner.email

/** An app as `--json` prints it: never what would let anybody act as it. */
export const describeApp = (app: RegisteredApp): object => {
  const { client } = app
  return {
    id: app.id,
    clientId: client.clientId,
    name: app.name,
    description: app.description ?? null,
    owner: ownerName(app) || null,
    type: client.type,
    trusted: app.trusted,
    verified: app.verifiedAt !== undefined,
    suspended: app.suspendedAt !== undefined,
    actorModes: app.actorModes,
    profile: client.profile,
    ...client.settings,
    defaultScopes: effectiveDefaultScopes(client.settings),
    secrets: client.secrets.map(describeSecret),
    createdAt: time(app.createdAt),
  }
}

const secretLine = (secret: SecretSummary): string => {
  const end = secret.lastFour ? `…${secret.lastFour}` : 'chosen by hand'
  const expiry = secret.expiresAt === undefined ? '' : `, expires ${time(secret.expiresAt)}`
  return `${secret.id} (${secret.name}, ${end}, made ${time(secret.createdAt)}${expiry})`
}

/** An app in lines for people. */
export const appLines = (app: RegisteredApp): string => {
  const { client } = app
  const { settings } = client
  const state = app.suspendedAt === undefined ? '' : ' (suspended)'
  const facts: readonly (readonly [string, string])[] = [
    ['name', `${app.name}${state}`],
    ['client id', client.clientId],
    ['owner', ownerName(app) || 'the platform'],
    ['type', client.type],
    ['authentication', settings.tokenEndpointAuthMethods.join(', ')],
    ['grant types', settings.grantTypes.join(', ')],
    ['redirect URIs', settings.redirectUris.join(' ')],
    ['scopes', settings.scopes.join(' ')],
    ['secrets', client.secrets.map(secretLine).join('\n                ') || 'none'],
    ['id', app.id],
  ]
  return facts.map(([name, value]) => `${name.padEnd(16)}${value}`.trimEnd()).join('\n')
}
