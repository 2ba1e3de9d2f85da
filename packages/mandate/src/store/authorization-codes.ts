import type { ConsentKey } from '../platform/consents/consent.ts'
import type { AuthorizationStore, NewConsent } from '../protocol/endpoints/authorize.ts'
import type {
  AuthorizationCodeStore,
  StoredAuthorizationCode,
} from '../protocol/grant-types/authorization-code.ts'
import { storedScope } from '../protocol/scopes.ts'
import type { AuthenticationContext } from '../protocol/tokens/token-family.ts'
import { insertAccessToken } from './access-tokens.ts'
import { holdConsent } from './consents.ts'
import { type Database, type Step, step } from './database.ts'
import { consumeInteraction } from './interactions.ts'
import { insertRefreshToken } from './refresh-tokens.ts'
import { statement } from './statement.ts'
import { foundFamily, holdForFamily, holdInstallation, revokeFamily } from './token-families.ts'

interface Row {
  hash: string
  client_id: string
  user_id: string
  bot_id: string | null
  installation_id: string | null
  session_id: string | null
  family_id: string
  redirect_uri: string | null
  scope: string
  resources: string
  code_challenge: string | null
  authentication: string
  created_at: number
  expires_at: number
}

const insert = statement((db, p: Row) =>
  db.insertInto('authorization_codes').values({
    hash: p.hash,
    client_id: p.client_id,
    user_id: p.user_id,
    bot_id: p.bot_id,
    installation_id: p.installation_id,
    session_id: p.session_id,
    family_id: p.family_id,
    redirect_uri: p.redirect_uri,
    scope: p.scope,
    resources: p.resources,
    code_challenge: p.code_challenge,
    authentication: p.authentication,
    created_at: p.created_at,
    expires_at: p.expires_at,
  }),
)

const find = statement<{ hash: string }, Row & { consumed_at: number | null }>((db, p) =>
  db.selectFrom('authorization_codes').selectAll().where('hash', '=', p.hash),
)

/** The one statement that redeems: of any number of callers it changes a row for one. */
const consume = statement((db, p: { hash: string; now: number }) =>
  db
    .updateTable('authorization_codes')
    .set({ consumed_at: p.now })
    .where('hash', '=', p.hash)
    .where('consumed_at', 'is', null),
)

const insertCode = (code: StoredAuthorizationCode): Step =>
  step(
    insert,
    {
      hash: code.hash,
      client_id: code.clientId,
      user_id: code.userId,
      bot_id: code.botId ?? null,
      installation_id: code.authorityId ?? null,
      session_id: code.sessionId ?? null,
      family_id: code.familyId,
      redirect_uri: code.redirectUri ?? null,
      scope: code.scopes.join(' '),
      resources: JSON.stringify(code.resources),
      code_challenge: code.codeChallenge ?? null,
      authentication: JSON.stringify(code.authentication),
      created_at: code.createdAt,
      expires_at: code.expiresAt,
    },
    1,
  )

/** The steps that remember a consent, which belong to the write of the code that it buys. */
export type RememberConsent = (consent: NewConsent & ConsentKey) => readonly Step[]

export const createAuthorizationCodeStore = (
  database: Database,
  rememberConsent: RememberConsent,
): AuthorizationCodeStore & AuthorizationStore => ({
  async issueAuthorizationCode(code, interactionHash, consent) {
    const key: ConsentKey = {
      clientId: code.clientId,
      userId: code.userId,
      installationId: code.authorityId,
      actorMode: code.botId === undefined ? 'self' : 'app',
    }
    const isHeld = code.authorityId !== undefined
    const steps: Step[] = code.authorityId === undefined ? [] : [holdInstallation(code.authorityId)]
    if (interactionHash !== undefined) steps.push(consumeInteraction(interactionHash, code.createdAt))
    const consentAt = steps.length
    if (consent === 'remembered') steps.push(holdConsent(key))
    else if (consent !== 'not_needed') steps.push(...rememberConsent({ ...consent, ...key }))
    steps.push(insertCode(code))
    const outcome = await database.write(steps)
    if (outcome.committed) return 'issued'
    if (isHeld && outcome.failedAt === 0) return 'consent_revoked'
    return outcome.failedAt === consentAt && consent === 'remembered' ? 'consent_revoked' : 'interaction_used'
  },
  async consumeInteraction(hash, now) {
    return (await database.write([consumeInteraction(hash, now)])).committed
  },
  async findAuthorizationCode(hash) {
    const row = await database.one(find, { hash })
    if (!row) return undefined
    return {
      hash: row.hash,
      clientId: row.client_id,
      userId: row.user_id,
      botId: row.bot_id ?? undefined,
      authorityId: row.installation_id ?? undefined,
      sessionId: row.session_id ?? undefined,
      familyId: row.family_id,
      redirectUri: row.redirect_uri ?? undefined,
      scopes: storedScope(row.scope),
      resources: JSON.parse(row.resources) as string[],
      codeChallenge: row.code_challenge ?? undefined,
      authentication: JSON.parse(row.authentication) as AuthenticationContext,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      consumedAt: row.consumed_at ?? undefined,
    }
  },
  async redeemAuthorizationCode(codeHash, now, { family, accessToken, refreshToken }) {
    const steps = [
      ...holdForFamily(family),
      step(consume, { hash: codeHash, now }, 1),
      ...foundFamily(family),
    ]
    if (accessToken) steps.push(insertAccessToken(accessToken))
    if (refreshToken) steps.push(insertRefreshToken(refreshToken))
    return (await database.write(steps)).committed
  },
  async revokeFamily(familyId, because, now) {
    await database.write([revokeFamily(familyId, because, now)])
  },
})
