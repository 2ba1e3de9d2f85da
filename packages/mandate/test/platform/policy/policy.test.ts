import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { managementScopes } from '../../../src/platform/policy/management-scopes.ts'
import {
  type Action,
  judge,
  may,
  type Party,
  permissions,
  type Subject,
} from '../../../src/platform/policy.ts'
import { expected } from './expected-permissions.ts'
import { app, elsewhere, here, installation, type PartyName, parties, partyNames, person } from './parties.ts'

const actions = Object.keys(permissions) as Action[]
const allScopes = managementScopes.map(({ name }) => name)
const none: readonly string[] = []

const asks = (name: PartyName, scopes: Party['scopes'] = 'all'): Party => ({ ...parties[name], scopes })

const whoMay = (action: Action, subject: Subject): PartyName[] =>
  partyNames.filter((name) => may(asks(name), action, subject))

const sorted = (names: readonly PartyName[]): PartyName[] => partyNames.filter((name) => names.includes(name))

describe('the table of permissions', () => {
  it('is written down twice, for the same actions', () => {
    assert.deepEqual(actions.toSorted(), Object.keys(expected).toSorted())
  })

  for (const action of actions) {
    const { subject, scope, by } = expected[action]

    it(`${action} is for ${by.join(', ')}`, () => {
      assert.deepEqual(whoMay(action, subject), sorted(by))
    })

    it(`${action} needs ${scope ?? 'no scope'} of a token`, () => {
      for (const name of partyNames) {
        const allowed = by.includes(name)
        for (const held of allScopes) {
          const covers = scope === undefined || held === scope || held === scope.replace(':read', ':write')
          const wanted = allowed ? (covers ? 'may' : 'scope_missing') : 'may_not'
          assert.equal(judge(asks(name, [held]), action, subject), wanted, `${name} with ${held}`)
        }
        const bare = allowed ? (scope === undefined ? 'may' : 'scope_missing') : 'may_not'
        assert.equal(judge(asks(name, none), action, subject), bare, `${name} without scopes`)
      }
    })

    it(`${action} on what is nobody's is for no more than the whole deployment's keepers`, () => {
      const unbound: readonly PartyName[] = ['operator']
      const open =
        by.length === partyNames.length || ['invitation.accept', 'scope_use.report'].includes(action)
      const found = whoMay(action, {})
      if (action === 'app.read_profile') assert.deepEqual(found, unbound)
      else if (open) assert.deepEqual(found, sorted(by))
      else
        assert.ok(
          found.every((name) => unbound.includes(name)),
          found.join(', '),
        )
    })

    it(`${action} elsewhere is for nobody of here`, () => {
      const swapped: Subject = {
        ...subject,
        ...(subject.organizationId !== undefined && { organizationId: elsewhere }),
        ...(subject.userId !== undefined && { userId: 'user_other' }),
        ...(subject.appId !== undefined && { appId: 'app_foreign' }),
        ...(subject.appOwner !== undefined && { appOwner: { kind: 'user', id: 'user_other' } }),
        ...(subject.installationId !== undefined && { installationId: 'inst_foreign' }),
      }
      if (Object.keys(subject).length === 0 || subject.published) return
      const local: readonly PartyName[] = ['owner', 'admin', 'member', 'person', 'developer', 'manager']
      assert.deepEqual(
        whoMay(action, swapped).filter((name) => [...local, 'installation', 'app'].includes(name)),
        [],
      )
    })
  }
})

describe('who may do what, beyond the matrix', () => {
  it('lets only owners make, change and remove owners', () => {
    const subject = { organizationId: here, userId: 'user_somebody', role: 'owner' } as const
    for (const action of ['member.change_role', 'member.remove', 'invitation.create'] as const) {
      assert.deepEqual(whoMay(action, subject), ['operator', 'owner'], action)
      const forgotten = { organizationId: here, userId: 'user_somebody' }
      assert.deepEqual(whoMay(action, forgotten), ['operator'], `${action} without the role at stake`)
    }
  })

  it('lets the user who owns an app do everything that its developers do', () => {
    const subject = { appId: app, appOwner: { kind: 'user', id: person } } as const
    assert.deepEqual(whoMay('app.delete', subject), ['operator', 'person'])
    assert.deepEqual(whoMay('app.update', subject), ['operator', 'person', 'manager'])
  })

  it("leaves the platform's own apps to operators and managers", () => {
    assert.deepEqual(whoMay('app.update', { appId: app }), ['operator', 'manager'])
    assert.deepEqual(whoMay('app.delete', { appId: app }), ['operator'])
  })

  it('shows drafts to nobody but their people', () => {
    const subject = {
      appId: app,
      appOwner: { kind: 'organization', id: 'org_publisher' },
      published: false,
    } as const
    assert.deepEqual(whoMay('app.read_profile', subject), ['operator', 'developer', 'manager'])
  })

  it('lets a manager leave, and not send others away', () => {
    const subject = { appId: app, userId: 'user_other', appOwner: { kind: 'user', id: 'user_x' } } as const
    assert.deepEqual(whoMay('manager.remove', subject), ['operator'])
  })

  it('reads the audit log of an app, and of oneself', () => {
    const ours = { appId: app, appOwner: { kind: 'organization', id: 'org_publisher' } } as const
    assert.deepEqual(whoMay('audit.read', ours), ['operator', 'developer', 'manager'])
    assert.deepEqual(whoMay('audit.read', { userId: person }), ['operator', 'person'])
  })

  it('lets an app act as a user only where an operator said so, and as no owner', () => {
    const flagged = { actsAsUsers: true } as const
    assert.deepEqual(whoMay('user.act_as', flagged), ['app', 'resourceServer'])
    assert.deepEqual(whoMay('user.act_as', { actsAsUsers: false }), [])
    const inside = { ...flagged, organizationId: here, role: 'member' } as const
    assert.deepEqual(whoMay('user.act_as', inside), ['installation'])
    assert.deepEqual(whoMay('user.act_as', { ...inside, role: 'owner' }), [])
    assert.deepEqual(whoMay('user.act_as', { ...flagged, organizationId: here }), [], 'no member')
  })

  it('confines a credential for one organization to it', () => {
    const confined: Party = { ...asks('admin'), within: here }
    assert.equal(may(confined, 'organization.update', { organizationId: here }), true)
    const both: Party = { ...asks('foreigner'), within: here, roleIn: () => 'owner', manages: () => true }
    assert.equal(may(both, 'organization.update', { organizationId: elsewhere }), false)
    assert.equal(may(both, 'app.update', { appId: app }), false)
    const own = { appId: app, appOwner: { kind: 'user', id: 'user_foreigner' } } as const
    assert.equal(may(both, 'app.update', own), false)
    const grant = { userId: 'user_foreigner' }
    assert.equal(may(both, 'grant.revoke', grant), false, 'a personal grant')
    assert.equal(may(both, 'grant.revoke', { ...grant, organizationId: here }), true)
  })

  it('gives an installation no role, whatever it is told', () => {
    const party: Party = { ...asks('installation'), roleIn: () => 'owner', manages: () => true }
    assert.equal(may(party, 'organization.update', { organizationId: here }), false)
    assert.equal(may(party, 'app.update', { appId: app }), false)
    assert.equal(may(party, 'installation.remove', { installationId: installation }), true)
  })
})
