import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hashArgon2id } from '../../src/protocol/argon2id.ts'
import type { Client, ClientSecret } from '../../src/protocol/client.ts'
import { createSecretVerifier } from '../../src/protocol/client-authentication/client-secrets.ts'
import { OAuthError } from '../../src/protocol/errors.ts'
import { hashToken, newToken } from '../../src/protocol/tokens/format.ts'

const clock = { now: () => 1000 }
const withSecrets = (...secrets: ClientSecret[]) => ({ secrets }) as unknown as Client
const chosen = async (id: string, text: string): Promise<ClientSecret> => ({
  id,
  algorithm: 'argon2id',
  hash: await hashArgon2id(text),
  expiresAt: undefined,
})

describe('client secrets', () => {
  it('several may live; an expired one does not count', async () => {
    const verify = createSecretVerifier(clock)
    const [old, present, over] = [newToken('mcs_'), newToken('mcs_'), newToken('mcs_')]
    const made = (id: string, text: string, expiresAt?: number): ClientSecret => ({
      id,
      algorithm: 'sha256',
      hash: hashToken(text),
      expiresAt,
    })
    const client = withSecrets(made('1', old), made('2', present, 1001), made('3', over, 1000))
    assert.equal(await verify(client, old), true)
    assert.equal(await verify(client, present), true)
    assert.equal(await verify(client, over), false)
    assert.equal(await verify(client, newToken('mcs_')), false)
  })

  it('a chosen one is hashed slowly once, and forgotten when it is replaced', async () => {
    const verify = createSecretVerifier(clock)
    const client = withSecrets(await chosen('1', 'a secret that somebody chose'))
    assert.equal(await verify(client, 'a secret that somebody chose'), true)
    const startedAt = process.cpuUsage()
    for (let count = 0; count < 200; count++)
      assert.equal(await verify(client, 'a secret that somebody chose'), true)
    const { user } = process.cpuUsage(startedAt)
    assert.ok(user < 1_000_000, `${user} us for 200`)
    assert.equal(await verify(client, 'another secret'), false)
    assert.equal(
      await verify(withSecrets(await chosen('1', 'its successor')), 'a secret that somebody chose'),
      false,
    )
  })

  it('one of ours is not held up by a chosen one beside it', async () => {
    const verify = createSecretVerifier(clock)
    const ours = newToken('mcs_')
    const unreadable: ClientSecret = {
      id: '1',
      algorithm: 'argon2id',
      get hash(): string {
        throw new Error('the slow hash was looked at')
      },
      expiresAt: undefined,
    }
    const made: ClientSecret = { id: '2', algorithm: 'sha256', hash: hashToken(ours), expiresAt: undefined }
    assert.equal(await verify(withSecrets(unreadable, made), ours), true)
    await assert.rejects(verify(withSecrets(unreadable, made), newToken('mcs_')))
  })

  it('a flood of wrong ones is turned away instead of hashed', async () => {
    const verify = createSecretVerifier(clock)
    const client = withSecrets(await chosen('1', 'a secret that somebody chose'))
    const verdicts = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => verify(client, `guess ${index}`)),
    )
    const refused = verdicts.filter((verdict) => verdict.status === 'rejected')
    assert.equal(refused.length, 8)
    for (const { reason } of refused) {
      assert.ok(reason instanceof OAuthError)
      assert.deepEqual([reason.code, reason.status], ['temporarily_unavailable', 503])
    }
    assert.ok(verdicts.every((verdict) => verdict.status === 'rejected' || verdict.value === false))
  })
})
