import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { scopeRules } from '../../../src/platform/installations/scope-rules.ts'
import { checkScope } from '../../../src/platform/scopes/check-scope.ts'
import { defaultScopesOf } from '../../../src/platform/scopes/default-scopes.ts'
import { impliedCycle } from '../../../src/platform/scopes/implied-cycle.ts'
import { type Scope, scopeSchema } from '../../../src/platform/scopes/scope-schema.ts'
import { scopesForRole } from '../../../src/platform/scopes/scopes-for-role.ts'

const scope = (name: string, more: Partial<Scope> = {}): Scope => ({ name, description: name, ...more })

const read = scope('posts:read', { default: true })
const write = scope('posts:write', { implies: ['posts:read'], roles: ['admin', 'owner'] })
const manage = scope('posts:manage', { implies: ['posts:write'] })
const robots = scope('robots:run', { actorModes: ['app'] })

describe('scopes that imply scopes', () => {
  it('may form a tree, or meet again further down', () => {
    const diamond = [
      scope('a', { implies: ['b', 'c'] }),
      scope('b', { implies: ['d'] }),
      scope('c', { implies: ['d'] }),
      scope('d'),
    ]
    assert.equal(impliedCycle(diamond), undefined)
  })

  it('never lead back to themselves', () => {
    assert.deepEqual(impliedCycle([scope('a', { implies: ['a'] })]), ['a', 'a'])
    const circle = [
      scope('x', { implies: ['a'] }),
      scope('a', { implies: ['b'] }),
      scope('b', { implies: ['c'] }),
      scope('c', { implies: ['a'] }),
    ]
    assert.deepEqual(impliedCycle(circle), ['a', 'b', 'c', 'a'])
  })

  it('are told why not', () => {
    assert.deepEqual(checkScope(write, [read]), [])
    assert.deepEqual(checkScope(write, []), [
      { path: ['implies', 0], message: 'names the scope posts:read, which is not among scopes' },
    ])
    const [problem] = checkScope(scope('posts:read', { implies: ['posts:manage'] }), [read, write, manage])
    assert.equal(
      problem?.message,
      'must not lead back to the scope itself: posts:read implies posts:manage implies posts:write implies posts:read',
    )
    assert.equal(checkScope(scope('a', { implies: ['a'] }), []).length, 1)
  })
})

describe('what a role may use as self', () => {
  const catalogue = scopeRules([read, write, manage, robots])

  it('is what is open to it, with all that it implies', () => {
    assert.deepEqual(scopesForRole('member', catalogue), ['posts:read'])
    assert.deepEqual(scopesForRole('admin', catalogue), ['posts:read', 'posts:write', 'posts:manage'])
    assert.deepEqual(scopesForRole('owner', catalogue), ['posts:read', 'posts:write', 'posts:manage'])
  })

  it('does not follow what the catalogue does not have', () => {
    assert.deepEqual(scopesForRole('owner', scopeRules([write])), [])
  })
})

describe('a scope of the catalogue', () => {
  it('may be a default', () => {
    assert.deepEqual(defaultScopesOf([read, write]), ['posts:read'])
  })

  it('is none of OpenID Connect', () => {
    assert.equal(scopeSchema.safeParse({ name: 'openid', description: 'x' }).success, false)
    assert.equal(scopeSchema.safeParse({ name: 'with space', description: 'x' }).success, false)
    const whole = { name: 'a:b', description: 'x', roles: ['owner'], organization: true }
    assert.deepEqual(scopeSchema.parse(whole), whole)
  })
})
