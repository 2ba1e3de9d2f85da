import assert from 'node:assert/strict'
import type { TestServer, WebPage } from 'mandate-testkit'
import type { ExternalPerson } from '../../src/platform/external-identities/external-person.ts'
import { type CompleteHandOffOutcome, completeHandOff } from '../../src/platform/hand-off/complete.ts'
import { type DescribedChallenge, describeChallenge } from '../../src/platform/hand-off/describe-challenge.ts'
import { rejectHandOff } from '../../src/platform/hand-off/reject.ts'
import { createAuditStore } from '../../src/store/audit-events.ts'
import { createClientStore } from '../../src/store/clients.ts'
import { createConsentFacts } from '../../src/store/consent-facts.ts'
import { createExternalIdentityStore } from '../../src/store/external-identities.ts'
import { createInteractionStore } from '../../src/store/interactions.ts'
import { createLoginChallengeStore } from '../../src/store/login-challenges.ts'

/** Where the tests' platform signs people in; never asked for by their browser. */
export const platformLogin = 'https://platform.example/login'

export const handOffLogin = (createOrganizations = true) => ({
  login: { builtIn: false, handOff: { url: platformLogin, createOrganizations }, upstream: [] },
})

/** The challenge with which the browser left for the platform's login. */
export const challengeOf = ({ left }: WebPage): string => {
  assert.ok(left, 'the browser did not leave')
  assert.ok(left.url.startsWith(`${platformLogin}?`), left.url)
  return left.fields.get('login_challenge') ?? assert.fail('no login_challenge')
}

/** Somebody whom the platform knows. */
export const ida: ExternalPerson = {
  subject: 'platform-user-7',
  email: 'ida@platform.example',
  emailVerified: true,
  name: 'Ida Rhodes',
  picture: undefined,
  organizations: undefined,
}

const actor = { type: 'operator', name: 'the platform' } as const
const origin = { requestId: 'req_platform', address: '127.0.0.1' }

/** The platform's back end, which answers for the people who sign in there. */
export interface PlatformBackEnd {
  describe(challenge: string): Promise<DescribedChallenge | undefined>
  complete(
    challenge: string,
    person?: Partial<ExternalPerson>,
    authentication?: { readonly authenticatedAt?: number; readonly amr?: readonly string[] },
  ): Promise<CompleteHandOffOutcome>
  /** Completes it, and where the browser is to be sent. */
  signIn(
    challenge: string,
    person?: Partial<ExternalPerson>,
    authentication?: { readonly authenticatedAt?: number; readonly amr?: readonly string[] },
  ): Promise<string>
  reject(challenge: string): Promise<string>
}

export const platformBackEnd = (
  { database, clock, issuer }: TestServer,
  handOffCreatesOrganizations = true,
): PlatformBackEnd => {
  const ports = {
    clock,
    issuer,
    handOffCreatesOrganizations,
    audit: createAuditStore(database),
    clients: createClientStore(database),
    facts: createConsentFacts(database),
    identities: createExternalIdentityStore(database),
    interactions: createInteractionStore(database),
    loginChallenges: createLoginChallengeStore(database),
  }
  const complete: PlatformBackEnd['complete'] = (challenge, person = {}, authentication = {}) =>
    completeHandOff(
      {
        challenge,
        person: { ...ida, ...person },
        authentication: { authenticatedAt: clock.now(), amr: ['pwd', 'otp'], ...authentication },
        actor,
        origin,
      },
      ports,
    )
  return {
    describe: (challenge) => describeChallenge(challenge, ports),
    complete,
    async signIn(challenge, person, authentication) {
      const outcome = await complete(challenge, person, authentication)
      assert.equal(outcome.outcome, 'completed', JSON.stringify(outcome))
      return outcome.outcome === 'completed' ? outcome.redirectTo : ''
    },
    async reject(challenge) {
      const outcome = await rejectHandOff({ challenge, actor, origin }, ports)
      assert.equal(outcome.outcome, 'rejected')
      return outcome.outcome === 'rejected' ? outcome.redirectTo : ''
    },
  }
}
