import { auditEvent } from '../platform/audit/record.ts'
import type { Revocation, RevocationStore } from '../protocol/endpoints/revoke.ts'
import { revokeJwt, revokeOpaque } from './access-tokens.ts'
import { auditStepOfGrant } from './audit-events.ts'
import type { Database, Step } from './database.ts'
import { revokeFamily } from './token-families.ts'

const endOf = ({ token, jti }: Revocation, now: number): Step => {
  switch (token.kind) {
    case 'refresh_token':
      return revokeFamily(token.familyId, 'revoked', now, 1)
    case 'opaque':
      return revokeOpaque(token.hash, now)
    case 'jwt':
      return revokeJwt(jti, token.expiresAt, 1)
  }
}

/** What clients take back of their own. */
export const createRevocationStore = (database: Database): Pick<RevocationStore, 'revoke'> => ({
  async revoke(revocation, now) {
    const { token, jti, subject, authorityId, client, requestId, address } = revocation
    const event = auditEvent(
      {
        action: 'token.revoked',
        actor: { type: 'app', appId: client.appId },
        subject: { type: 'token', id: jti },
        origin: { requestId, address },
        data: {
          clientId: client.clientId,
          tokenSubject: subject,
          type: token.kind === 'refresh_token' ? token.kind : 'access_token',
        },
      },
      { clock: { now: () => now } },
    )
    const of = { client_id: client.id, installation_id: authorityId ?? '' }
    await database.write([endOf(revocation, now), auditStepOfGrant(event, of)])
  },
})
