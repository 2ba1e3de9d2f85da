/** The browser comes back from an upstream provider. */
import type { Clock } from '../../protocol/clock.ts'
import { hashToken } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import { type AdmitPersonPorts, admitPerson } from '../external-identities/admit-person.ts'
import type { ChallengeProof, FinishHandOffPorts } from '../hand-off/finish.ts'
import type { FindInteractionPorts } from '../interactions/find.ts'
import { askedSignIn, earliestAuthTime } from '../login-challenges/asked-sign-in.ts'
import { type FindLoginChallengePorts, findLoginChallenge } from '../login-challenges/find.ts'
import { newSession } from '../sessions/start-session.ts'
import { type PersonOfClaims, personOfClaims } from './person-of-claims.ts'
import {
  type UpstreamClaims,
  UpstreamError,
  type UpstreamFailure,
  type UpstreamProvider,
  type UpstreamRules,
} from './upstream-provider.ts'

export interface FinishUpstreamPorts extends FindLoginChallengePorts, FindInteractionPorts, AdmitPersonPorts {
  readonly loginChallenges: FinishHandOffPorts['loginChallenges']
  readonly audit: { record(event: AuditEvent): Promise<void> }
  readonly clock: Clock
}

export interface FinishUpstreamInput {
  readonly rules: UpstreamRules
  readonly provider: UpstreamProvider
  /** As it came back. */
  readonly query: string
  readonly state: string
  /** The secret of the browser that comes. */
  readonly browser: string
  readonly replaces: string | undefined
  readonly userAgent: string | undefined
  readonly origin: RequestOrigin
}

export type FinishUpstreamOutcome =
  | { readonly outcome: 'signed_in'; readonly secret: string; readonly interaction: string | undefined }
  /** The app's request is told why. */
  | { readonly outcome: 'login_required'; readonly interaction: string | undefined }
  /** Unknown, used, too old, or begun by another browser. */
  | { readonly outcome: 'expired' }
  | {
      readonly outcome: 'failed'
      readonly failure: UpstreamFailure
      readonly interaction: string | undefined
    }
  | {
      readonly outcome: 'refused'
      readonly reason:
        | 'email_taken'
        | 'user_disabled'
        | Extract<PersonOfClaims, { outcome: 'refused' }>['reason']
      readonly interaction: string | undefined
    }

const attempts = 4

const secondsOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? Math.floor(value) : undefined

const amrOf = ({ amr }: UpstreamClaims): readonly string[] =>
  Array.isArray(amr)
    ? amr.filter((one) => typeof one === 'string' && /^[\w.:/-]{1,50}$/.test(one)).slice(0, 20)
    : []

const redeemed = async (redeem: () => Promise<UpstreamClaims>): Promise<UpstreamClaims | UpstreamFailure> => {
  try {
    return await redeem()
  } catch (error) {
    if (error instanceof UpstreamError) return error.failure
    throw error
  }
}

export const finishUpstream = async (
  input: FinishUpstreamInput,
  ports: FinishUpstreamPorts,
): Promise<FinishUpstreamOutcome> => {
  const { rules, provider, query, state: secret, origin } = input
  const { loginChallenges, interactions, audit, clock } = ports
  const found = await findLoginChallenge(secret, rules.name, ports)
  if (!found || found.challenge.browserHash !== hashToken(input.browser)) return { outcome: 'expired' }
  const { challenge, state } = found
  const { interaction, nonce, codeVerifier } = state
  if (nonce === undefined || codeVerifier === undefined) return { outcome: 'expired' }

  const claims = await redeemed(() => provider.redeem(query, { state: secret, nonce, codeVerifier }))
  if (typeof claims === 'string') return { outcome: 'failed', failure: claims, interaction }
  const said = personOfClaims(claims, rules)
  if (said.outcome === 'refused') return { ...said, interaction }

  const now = clock.now()
  const interactionHash = interaction === undefined ? undefined : hashToken(interaction)
  const proof: ChallengeProof = {
    hash: challenge.hash,
    completionHash: undefined,
    browserHash: challenge.browserHash,
  }
  const authTime = secondsOf(claims.auth_time)
  const waiting = interactionHash === undefined ? undefined : await interactions.find(interactionHash)
  const asked = askedSignIn(waiting?.parameters)
  const earliest = earliestAuthTime(asked, waiting?.createdAt ?? challenge.createdAt, now)
  if (earliest !== undefined && (authTime === undefined || authTime < earliest)) {
    const refused = await loginChallenges.refuse(proof, 'login_required', interactionHash, now)
    return refused ? { outcome: 'login_required', interaction } : { outcome: 'expired' }
  }

  const source = { name: rules.name, createOrganizations: rules.createOrganizations }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const actor = { type: 'system' } as const
    const admitted = await admitPerson({ person: said.person, source, actor, origin }, ports)
    if (admitted.outcome === 'refused') {
      const { reason, userId } = admitted
      const subject = { type: 'user', id: userId } as const
      const data = { reason, source: rules.name }
      await audit.record(
        auditEvent({ action: 'user.sign_in_failed', actor, subject, origin, data }, { clock }),
      )
      return { outcome: 'refused', reason, interaction }
    }
    const { admission } = admitted
    const started = newSession(
      {
        userId: admission.userId,
        amr: amrOf(claims),
        authenticatedAt: authTime,
        source: rules.name,
        userAgent: input.userAgent,
        origin,
      },
      ports,
    )
    const { session, event } = started
    const begun = { session, replaces: input.replaces, interactionHash, event, admission }
    const finished = await loginChallenges.finish(proof, begun, now)
    if (finished === 'used') return { outcome: 'expired' }
    if (finished === 'finished') return { outcome: 'signed_in', secret: started.secret, interaction }
  }
  throw new Error('the people and organizations of a sign-in go on changing while it is recorded')
}
