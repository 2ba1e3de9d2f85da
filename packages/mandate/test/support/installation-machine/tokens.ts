/** What the authorization and token endpoints do to the store, for installations. */
import { findAuthority } from '../../../src/platform/authority/find-authority.ts'
import { accessTokenScopes, scopesWithin } from '../../../src/protocol/authority.ts'
import type { StoredAuthorizationCode } from '../../../src/protocol/grant-types/authorization-code.ts'
import { origin } from '../people.ts'
import type { Operation } from './operations.ts'
import type { MachineApp, Prepared } from './prepare.ts'

/** An access token that was handed out, with what it was issued with. */
export interface IssuedToken {
  readonly hash: string
  readonly installationId: string
  readonly subjectId: string
  readonly familyId: string | undefined
  readonly scopes: readonly string[]
}

export interface Place {
  readonly id: string
  readonly organizationId: string
  readonly app: MachineApp
}

let numbers = 0
const unique = (what: string): string => {
  numbers++
  return `${what} ${numbers}`
}

export const createTokens = ({ ports, authority: authorityPorts, accessTokens, codes, clock }: Prepared) => {
  const issued: { code: StoredAuthorizationCode; app: MachineApp }[] = []
  const tokens: IssuedToken[] = []

  const stored = (token: IssuedToken, { clientId }: MachineApp) => ({
    hash: token.hash,
    clientId,
    subjectId: token.subjectId,
    familyId: token.familyId,
    authorityId: token.installationId,
    scopes: [...token.scopes],
    audience: '',
    issuedAt: clock.now(),
    expiresAt: clock.now() + 3600,
  })

  return {
    issued,
    tokens,

    /** A member consents, where the app is installed. */
    async authorize(
      { id, organizationId, app }: Place,
      userId: string,
      { actorMode, scopes }: Extract<Operation, { do: 'authorize' | 'complete' }>,
    ): Promise<string> {
      const botId = actorMode === 'app' ? app.botId : undefined
      const authority = await findAuthority(id, botId ?? userId, authorityPorts)
      if (!authority || !(await ports.members.find(organizationId, userId))) return 'no authority'
      const now = clock.now()
      const code: StoredAuthorizationCode = {
        hash: unique('code'),
        clientId: app.clientId,
        userId,
        botId,
        authorityId: id,
        sessionId: undefined,
        familyId: unique('fam'),
        redirectUri: undefined,
        scopes: scopesWithin(authority, scopes),
        resources: [],
        codeChallenge: undefined,
        authentication: { authTime: now, amr: ['pwd'] },
        createdAt: now,
        expiresAt: now + 60,
      }
      const consent = { scopes: code.scopes, clientFingerprint: 'as it is', origin }
      const outcome = await codes.issueAuthorizationCode(code, undefined, consent)
      if (outcome === 'issued') issued.push({ code, app })
      return outcome
    },

    async redeem({ code: drawn, app }: { code: StoredAuthorizationCode; app: MachineApp }): Promise<string> {
      const code = await codes.findAuthorizationCode(drawn.hash)
      const now = clock.now()
      if (!code?.authorityId) return 'unknown'
      if (code.consumedAt !== undefined) {
        await codes.revokeFamily(code.familyId, 'code_replayed', now)
        return 'replayed'
      }
      if (code.expiresAt <= now) return 'expired'
      const subjectId = code.botId ?? code.userId
      const authority = await findAuthority(code.authorityId, subjectId, authorityPorts)
      if (!authority) return 'no authority'
      const token: IssuedToken = {
        hash: `access of ${code.familyId}`,
        installationId: code.authorityId,
        subjectId,
        familyId: code.familyId,
        scopes: accessTokenScopes(authority, code.scopes),
      }
      const redeemed = await codes.redeemAuthorizationCode(code.hash, now, {
        family: { ...code, id: code.familyId, isExclusive: app.isExclusive, createdAt: now },
        accessToken: stored(token, app),
        refreshToken: undefined,
      })
      if (!redeemed) return 'too late'
      tokens.push(token)
      return 'redeemed'
    },

    /** Client credentials that name the organization. */
    async useCredentials({ id, app }: Place): Promise<string> {
      const authority = await findAuthority(id, app.botId, authorityPorts)
      if (!authority) return 'no authority'
      const token: IssuedToken = {
        hash: unique('credentials'),
        installationId: id,
        subjectId: app.botId,
        familyId: undefined,
        scopes: accessTokenScopes(authority, authority.bound ?? []),
      }
      await accessTokens.addAccessToken(stored(token, app))
      tokens.push(token)
      return 'issued'
    },
  }
}
