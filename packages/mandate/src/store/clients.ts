import { type ClientSettings, effectiveDefaultScopes } from '../platform/apps/client-settings.ts'
import type { Client, ClientSecret, ClientStore } from '../protocol/client.ts'
import { splitLoopbackUri } from '../protocol/loopback.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

interface ClientRow {
  id: string
  client_id: string
  app_id: string
  bot_id: string
  type: 'confidential' | 'public'
  settings: string
  name: string
  trusted: number
  suspended_at: number | null
  owner_organization_id: string | null
  owner_user_id: string | null
  secret_id: string | null
  algorithm: 'sha256' | 'argon2id' | null
  hash: string | null
  secret_expires_at: number | null
}

/** The client, its app and its live secrets in one round trip: a row for each secret, or one if there is none. */
const findByClientId = statement<{ clientId: string }, ClientRow>((db, p) =>
  db
    .selectFrom('clients')
    .innerJoin('apps', 'apps.id', 'clients.app_id')
    .leftJoin('client_secrets as secret', (join) =>
      join.onRef('secret.client_id', '=', 'clients.id').on('secret.revoked_at', 'is', null),
    )
    .where('clients.client_id', '=', p.clientId)
    .select([
      'clients.id',
      'clients.client_id',
      'clients.app_id',
      'clients.type',
      'clients.settings',
      'apps.bot_id',
      'apps.name',
      'apps.trusted',
      'apps.suspended_at',
      'apps.owner_organization_id',
      'apps.owner_user_id',
      'secret.id as secret_id',
      'secret.algorithm',
      'secret.hash',
      'secret.expires_at as secret_expires_at',
    ]),
)

const findOrigin = statement<{ origin: string }, { origin: string }>((db, p) =>
  db.selectFrom('client_origins').where('origin', '=', p.origin).select('origin').limit(1),
)

const findOriginAtAnyPort = statement<{ host: string; anyPort: string }, { origin: string }>((db, p) =>
  db
    .selectFrom('client_origins')
    .where((at) => at.or([at('origin', '=', p.host), at('origin', 'like', p.anyPort)]))
    .select('origin')
    .limit(1),
)

/** The settings that the protocol reads. */
type Parsed = Omit<
  Client,
  'id' | 'clientId' | 'appId' | 'botId' | 'name' | 'type' | 'suspended' | 'ownerId' | 'trusted' | 'secrets'
>

const parseSettings = (text: string): Parsed => {
  const settings = JSON.parse(text) as ClientSettings
  return {
    tokenEndpointAuthMethods: settings.tokenEndpointAuthMethods,
    redirectUris: settings.redirectUris,
    grantTypes: settings.grantTypes,
    scopes: settings.scopes,
    optionalScopes: settings.optionalScopes,
    defaultScopes: effectiveDefaultScopes(settings),
    pkce: settings.pkce,
    accessTokenFormat: settings.accessTokenFormat,
    introspection: settings.introspection,
    serves: settings.serves,
    idTokenSignedResponseAlg: settings.idTokenSignedResponseAlg,
    idTokenClaims: settings.idTokenClaims,
    refresh: settings.refresh,
    liveTokens: settings.liveTokens,
    lifetimes: settings.lifetimes,
  }
}

const secretsOf = (rows: readonly ClientRow[]): ClientSecret[] =>
  rows.flatMap(({ secret_id: id, algorithm, hash, secret_expires_at: expiresAt }) =>
    id !== null && algorithm !== null && hash !== null
      ? [{ id, algorithm, hash, expiresAt: expiresAt ?? undefined }]
      : [],
  )

const remembered = 2000

/**
 * Clients as the protocol reads them, at every request. A client is kept where the database can tell cheaply that nothing
 * about it was written since; else its rows are read each time, and only the JSON is parsed once.
 */
export const createClientStore = (database: Database): ClientStore => {
  const parsedOf = new Map<string, { text: string; parsed: Parsed }>()

  const settingsOf = (row: ClientRow): Parsed => {
    const known = parsedOf.get(row.id)
    if (known?.text === row.settings) return known.parsed
    const parsed = parseSettings(row.settings)
    if (parsedOf.size >= remembered) parsedOf.clear()
    parsedOf.set(row.id, { text: row.settings, parsed })
    return parsed
  }

  const readClient = async (clientId: string): Promise<Client | undefined> => {
    const rows = await database.all(findByClientId, { clientId })
    const row = rows[0]
    if (!row) return undefined
    return {
      id: row.id,
      clientId: row.client_id,
      appId: row.app_id,
      botId: row.bot_id,
      name: row.name,
      type: row.type,
      suspended: row.suspended_at !== null,
      ownerId: row.owner_organization_id ?? row.owner_user_id ?? undefined,
      trusted: row.trusted === 1,
      secrets: secretsOf(rows),
      ...settingsOf(row),
    }
  }

  const kept = new Map<string, Client>()
  let keptUnder: number | undefined

  return {
    async findClient(clientId) {
      const version = database.directoryVersion?.()
      if (version === undefined) return readClient(clientId)
      if (version !== keptUnder) kept.clear()
      keptUnder = version
      const known = kept.get(clientId)
      if (known) return known
      const client = await readClient(clientId)
      if (client && version === keptUnder && kept.size < remembered) kept.set(clientId, client)
      return client
    },
    async isKnownOrigin(origin) {
      const host = splitLoopbackUri(origin)?.origin
      const found = host
        ? await database.one(findOriginAtAnyPort, { host, anyPort: `${host}:%` })
        : await database.one(findOrigin, { origin })
      return found !== undefined
    },
  }
}
