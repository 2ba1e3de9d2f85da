import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { personOfClaims } from '../../../src/platform/upstream/person-of-claims.ts'
import type { UpstreamRules } from '../../../src/platform/upstream/upstream-provider.ts'

const rules: UpstreamRules = {
  name: 'okta',
  organizationsClaim: 'groups',
  createOrganizations: false,
  trustEmail: false,
}
const claims = { sub: '7', email: 'ida@example.com', email_verified: true, name: 'Ida' }

const person = (more: Readonly<Record<string, unknown>>, changed: Partial<UpstreamRules> = {}) => {
  const said = personOfClaims({ ...claims, ...more }, { ...rules, ...changed })
  return said.outcome === 'person' ? said.person : said.reason
}
const organizations = (groups: unknown) => {
  const said = person({ groups })
  return typeof said === 'string' ? assert.fail(said) : said.organizations
}

describe('the person of an upstream provider’s claims', () => {
  it('has an e-mail that the provider says is theirs', () => {
    for (const email of [undefined, '', 'nobody', 7]) assert.equal(person({ email }), 'email_missing')
    for (const email_verified of [undefined, false, 'yes', 1])
      assert.equal(person({ email_verified }), 'email_unverified')
    for (const email_verified of [undefined, true, 'true'])
      assert.equal(typeof person({ email_verified }, { trustEmail: true }), 'object')
  })

  it('has a name and a picture only if they can be shown', () => {
    const said = person({ name: 'Ida\u202eadI', picture: 'javascript:alert(1)' })
    assert.ok(typeof said === 'object')
    assert.equal(said.name, undefined)
    assert.equal(said.picture, undefined)
  })

  it('has the organizations of the claim, by texts or objects, and passes over what is neither', () => {
    assert.deepEqual(organizations(['acme', 'CN=Staff,DC=example']), [
      { externalId: 'acme', slug: 'acme', name: 'acme', role: 'member' },
      { externalId: 'CN=Staff,DC=example', slug: undefined, name: 'CN=Staff,DC=example', role: 'member' },
    ])
    assert.deepEqual(
      organizations([{ id: 't1', slug: 'acme', name: 'Acme', role: 'admin' }, 7, null, {}, []]),
      [{ externalId: 't1', slug: 'acme', name: 'Acme', role: 'admin' }],
    )
    assert.deepEqual(organizations('acme')?.length, 1)
  })

  it('takes an id of the claim for the provider’s own, and a role that is none for the least', () => {
    assert.deepEqual(organizations([{ id: 'org_of_ours', role: 'root' }]), [
      { externalId: 'org_of_ours', slug: undefined, name: undefined, role: 'member' },
    ])
  })

  it('is in none if the claim is missing, and nothing is said without a claim to look at', () => {
    assert.deepEqual(organizations(undefined), [])
    const said = person({ groups: ['acme'] }, { organizationsClaim: undefined })
    assert.ok(typeof said === 'object')
    assert.equal(said.organizations, undefined)
  })
})
