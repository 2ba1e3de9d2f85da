import type { RegisteredApp, SecretSummary } from '../../platform/apps/app.ts'
import { effectiveDefaultScopes } from '../../platform/apps/client-settings.ts'
import { time } from '../output.ts'

/** A secret as `--json` prints it. */
export const describeSecret = (secret: SecretSummary): object => ({
  id: secret.id,
  name: secret.name,
  lastFour: secret.lastFour || null,
  createdBy: secret.createdBy ?? null,
  createdAt: time(secret.createdAt),
  expiresAt: secret.expiresAt === undefined ? null : time(secret.expiresAt),
  lastUsedAt: secret.lastUsedAt === undefined ? null : time(secret.lastUsedAt),
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
    published: app.publishedAt !== undefined,
    verified: app.verifiedAt !== undefined,
    suspended: app.suspendedAt !== undefined,
    actsAsUsers: app.actsAsUsers,
    managers: app.managers.map(({ email }) => email),
    actorModes: app.actorModes,
    profile: client.profile,
    ...client.settings,
    defaultScopes: effectiveDefaultScopes(client.settings),
    webhook: app.webhook ?? null,
    secrets: client.secrets.map(describeSecret),
    createdAt: time(app.createdAt),
  }
}

const secretLine = (secret: SecretSummary): string => {
  const end = secret.lastFour ? `…${secret.lastFour}` : 'chosen by hand'
  const expiry = secret.expiresAt === undefined ? '' : `, expires ${time(secret.expiresAt)}`
  return `${secret.id} (${secret.name}, ${end}, made ${time(secret.createdAt)}${expiry})`
}

/** What people are told of an app's state in one word. */
export const statusOf = ({ suspendedAt, publishedAt }: RegisteredApp): string =>
  suspendedAt !== undefined ? 'suspended' : publishedAt === undefined ? 'draft' : 'published'

/** An app in lines for people. */
export const appLines = (app: RegisteredApp): string => {
  const { client } = app
  const { settings } = client
  const facts: readonly (readonly [string, string])[] = [
    ['name', app.name],
    ['status', statusOf(app)],
    ['client id', client.clientId],
    ['owner', `${ownerName(app) || 'the platform'}${app.verifiedAt === undefined ? '' : ' (verified)'}`],
    ['managers', app.managers.map(({ email }) => email).join(', ')],
    ['type', client.type],
    ['authentication', settings.tokenEndpointAuthMethods.join(', ')],
    ['grant types', settings.grantTypes.join(', ')],
    ['redirect URIs', settings.redirectUris.join(' ')],
    ['scopes', settings.scopes.join(' ')],
    ['secrets', client.secrets.map(secretLine).join('\n                ') || 'none'],
    ['id', app.id],
  ]
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(16)}${value}`.trimEnd())
    .join('\n')
}
