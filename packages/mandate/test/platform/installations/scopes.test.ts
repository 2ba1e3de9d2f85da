import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boundOf, type InstallationAuthority } from '../../../src/platform/installations/effective-scopes.ts'
import { grantableScopes } from '../../../src/platform/installations/grantable-scopes.ts'
import { scopeRules, withImplied } from '../../../src/platform/installations/scope-rules.ts'
import { statusOf } from '../../../src/platform/installations/status-of.ts'

const rules = scopeRules([
  { name: 'posts:read' },
  { name: 'posts:write', implies: ['posts:read'] },
  { name: 'posts:admin', implies: ['posts:write'], roles: ['admin', 'owner'] },
  { name: 'me:read', actorModes: ['self'] },
  { name: 'bots:run', actorModes: ['app'] },
  { name: 'audit:all', implies: ['posts:admin'] },
  { name: 'round', implies: ['about'] },
  { name: 'about', implies: ['round'] },
])

const authority = (more: Partial<InstallationAuthority> = {}): InstallationAuthority => ({
  grantedScopes: [...rules.keys()],
  actorModes: ['self', 'app'],
  ceiling: undefined,
  actorMode: 'self',
  role: 'owner',
  ...more,
})

describe('what is granted', () => {
  const bounds = {
    declaredScopes: ['posts:admin', 'me:read', 'bots:run'],
    ceiling: undefined,
    actorModes: ['self'],
  } as const

  it('is closed under what scopes imply, at any distance, also in a circle', () => {
    assert.deepEqual(grantableScopes(['posts:admin'], bounds, rules), [
      'posts:admin',
      'posts:write',
      'posts:read',
    ])
    assert.deepEqual(withImplied(['round'], rules), ['round', 'about'])
  })

  it('may be a scope that the app has only because another implies it', () => {
    assert.deepEqual(grantableScopes(['posts:read'], bounds, rules), ['posts:read'])
  })

  it('is never beyond what the app declares, nor unknown to the catalogue', () => {
    assert.deepEqual(grantableScopes(['audit:all', 'nothing:known', 'openid'], bounds, rules), [
      'posts:admin',
      'posts:write',
      'posts:read',
    ])
  })

  it('leaves out what is beyond the ceiling, and what implies something beyond it', () => {
    const ceiling = ['posts:admin', 'posts:read', 'me:read']
    assert.deepEqual(grantableScopes(['posts:admin', 'me:read'], { ...bounds, ceiling }, rules), [
      'posts:read',
      'me:read',
    ])
  })

  it('is open to one of the actor modes', () => {
    assert.deepEqual(grantableScopes(['me:read', 'bots:run'], bounds, rules), ['me:read'])
    assert.deepEqual(grantableScopes(['me:read', 'bots:run'], { ...bounds, actorModes: ['app'] }, rules), [
      'bots:run',
    ])
  })
})

describe('what a token may do now', () => {
  const effective = (scopes: readonly string[], held: InstallationAuthority) =>
    scopes.filter((scope) => boundOf(held, rules).includes(scope))

  it('is what it was issued with and is still granted', () => {
    const held = authority({ grantedScopes: ['posts:read', 'me:read'] })
    assert.deepEqual(effective(['posts:read', 'posts:write'], held), ['posts:read'])
  })

  it('depends on the role of the person in self, and not in app', () => {
    const scopes = ['posts:read', 'posts:admin']
    assert.deepEqual(effective(scopes, authority()), scopes)
    assert.deepEqual(effective(scopes, authority({ role: 'member' })), ['posts:read'])
    assert.deepEqual(effective(scopes, authority({ role: undefined })), [])
    assert.deepEqual(effective(scopes, authority({ role: undefined, actorMode: 'app' })), scopes)
  })

  it('is nothing that implies what the role may not do', () => {
    assert.deepEqual(boundOf(authority({ role: 'member', grantedScopes: ['audit:all'] }), rules), [])
  })

  it('depends on the actor mode, and is nothing in one that the installation has not', () => {
    assert.equal(boundOf(authority({ actorMode: 'app' }), rules).includes('me:read'), false)
    assert.equal(boundOf(authority(), rules).includes('bots:run'), false)
    assert.deepEqual(boundOf(authority({ actorModes: ['app'] }), rules), [])
  })

  it('is within the ceiling', () => {
    assert.deepEqual(boundOf(authority({ ceiling: ['posts:read'] }), rules), ['posts:read'])
    assert.deepEqual(boundOf(authority({ ceiling: [] }), rules), [])
  })
})

describe('the status of an installation', () => {
  const times = { activatedAt: 10, suspendedAt: undefined, removedAt: undefined, expiresAt: undefined }

  it('is told by its times', () => {
    assert.equal(statusOf({ ...times, activatedAt: undefined }, 20), 'pending')
    assert.equal(statusOf(times, 20), 'active')
    assert.equal(statusOf({ ...times, suspendedAt: 15 }, 20), 'suspended')
    assert.equal(statusOf({ ...times, suspendedAt: 15, removedAt: 16 }, 20), 'removed')
  })

  it('is over from the second in which it expires', () => {
    assert.equal(statusOf({ ...times, expiresAt: 21 }, 20), 'active')
    assert.equal(statusOf({ ...times, expiresAt: 20 }, 20), 'removed')
  })
})
