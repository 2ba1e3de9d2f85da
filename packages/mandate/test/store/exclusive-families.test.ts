import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import type { StoredAccessToken } from '../../src/protocol/tokens/access-token.ts'
import type { StoredRefreshToken } from '../../src/protocol/tokens/refresh-token.ts'
import type { TokenFamily } from '../../src/protocol/tokens/token-family.ts'
import { createAccessTokenStore } from '../../src/store/access-tokens.ts'
import { createAuthorizationCodeStore } from '../../src/store/authorization-codes.ts'
import { createRefreshTokenStore } from '../../src/store/refresh-tokens.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'
import { createInstallations, type Installations } from '../support/installations.ts'

const callers = 50

for (const kind of testDatabases()) {
  describe(`one live authorization per installation on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let world: Installations
    let codes = 0
    before(async () => {
      opened = await openTestDatabase(kind)
      world = createInstallations(opened.database)
      await world.user('usr_ada')
      for (const id of ['org_one', 'org_two']) await world.organization(id)
      for (const id of ['app_race', 'app_again', 'app_apart', 'app_over']) await world.app(id)
    })
    after(() => opened.dispose())

    const store = () => createAuthorizationCodeStore(opened.database, () => [])

    const lineage = (installationId: string, clientId: string, isExclusive: boolean, familyId: string) => {
      const now = world.clock.now()
      const family: TokenFamily = {
        id: familyId,
        clientId,
        userId: 'usr_ada',
        botId: undefined,
        authorityId: installationId,
        isExclusive,
        sessionId: undefined,
        scopes: ['posts:read'],
        resources: [],
        authentication: { authTime: now, amr: ['pwd'] },
        createdAt: now,
      }
      const accessToken: StoredAccessToken = {
        hash: `access of ${familyId}`,
        clientId,
        subjectId: 'usr_ada',
        familyId,
        authorityId: installationId,
        scopes: ['posts:read'],
        audience: '',
        issuedAt: now,
        expiresAt: now + 600,
      }
      const refreshToken: StoredRefreshToken = {
        hash: `refresh of ${familyId}`,
        familyId,
        clientId,
        predecessorHash: undefined,
        issuedAt: now,
        expiresAt: now + 6000,
        accessJti: undefined,
        accessExpiresAt: undefined,
      }
      return { family, accessToken, refreshToken }
    }

    const issue = async (installationId: string, clientId: string): Promise<string> => {
      codes++
      const hash = `code ${codes}`
      const now = world.clock.now()
      const issued = await store().issueAuthorizationCode(
        {
          hash,
          clientId,
          userId: 'usr_ada',
          botId: undefined,
          authorityId: installationId,
          sessionId: undefined,
          familyId: `fam_${codes}`,
          redirectUri: undefined,
          scopes: ['posts:read'],
          resources: [],
          codeChallenge: undefined,
          authentication: { authTime: now, amr: ['pwd'] },
          createdAt: now,
          expiresAt: now + 60,
        },
        undefined,
        'not_needed',
      )
      assert.equal(issued, 'issued')
      return hash
    }
    const redeem = (hash: string, installationId: string, clientId: string, isExclusive = true) =>
      store().redeemAuthorizationCode(
        hash,
        world.clock.now(),
        lineage(installationId, clientId, isExclusive, hash.replace('code ', 'fam_')),
      )
    const liveFamilies = async (installationId: string) => {
      const rows = await opened.database.kysely
        .selectFrom('token_families')
        .select(['id', 'revoked_because'])
        .where('installation_id', '=', installationId)
        .where('revoked_at', 'is', null)
        .execute()
      return rows.map(({ id }) => id)
    }
    const areAlive = async (familyId: string): Promise<[boolean, boolean]> => {
      const access = await createAccessTokenStore(opened.database).findAccessToken(`access of ${familyId}`)
      const refresh = await createRefreshTokenStore(opened.database).findRefreshToken(
        `refresh of ${familyId}`,
      )
      return [
        access !== undefined && access.endedAt === undefined,
        refresh !== undefined && refresh.endedAt === undefined,
      ]
    }

    it('is the last of those that complete at once, and none of them fails', async () => {
      const installationId = await world.installed('app_race', 'org_one', [])
      const hashes: string[] = []
      for (let index = 0; index < callers; index++) hashes.push(await issue(installationId, 'cli_race'))
      const outcomes = await Promise.all(hashes.map((hash) => redeem(hash, installationId, 'cli_race')))
      assert.ok(outcomes.every(Boolean))
      const live = await liveFamilies(installationId)
      assert.equal(live.length, 1)
      for (const hash of hashes) {
        const familyId = hash.replace('code ', 'fam_')
        const isLive = live.includes(familyId)
        assert.deepEqual(await areAlive(familyId), [isLive, isLive], familyId)
      }
    })

    it('ends the one before in that organization, and no other', async () => {
      const [one, two] = [
        await world.installed('app_again', 'org_one', []),
        await world.installed('app_again', 'org_two', []),
      ]
      const first = await issue(one, 'cli_again')
      const elsewhere = await issue(two, 'cli_again')
      assert.ok(await redeem(first, one, 'cli_again'))
      assert.ok(await redeem(elsewhere, two, 'cli_again'))
      const second = await issue(one, 'cli_again')
      assert.deepEqual(await areAlive(first.replace('code ', 'fam_')), [true, true])
      assert.ok(await redeem(second, one, 'cli_again'))
      assert.deepEqual(await areAlive(first.replace('code ', 'fam_')), [false, false])
      assert.deepEqual(await areAlive(second.replace('code ', 'fam_')), [true, true])
      assert.deepEqual(await areAlive(elsewhere.replace('code ', 'fam_')), [true, true])
    })

    it('is not asked of an app that has one for each instance', async () => {
      const installationId = await world.installed('app_apart', 'org_one', [])
      const hashes = [await issue(installationId, 'cli_apart'), await issue(installationId, 'cli_apart')]
      for (const hash of hashes) assert.ok(await redeem(hash, installationId, 'cli_apart', false))
      assert.equal((await liveFamilies(installationId)).length, 2)
    })

    it('does not come to be once the installation is over', async () => {
      const installationId = await world.installed('app_over', 'org_one', [])
      const hash = await issue(installationId, 'cli_over')
      await opened.database.kysely
        .updateTable('installations')
        .set({ removed_at: world.clock.now() })
        .where('id', '=', installationId)
        .execute()
      assert.equal(await redeem(hash, installationId, 'cli_over'), false)
      assert.deepEqual(await liveFamilies(installationId), [])
      assert.equal((await store().findAuthorizationCode(hash))?.consumedAt, undefined)
    })
  })
}
