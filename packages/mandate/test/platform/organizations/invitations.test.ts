import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { acceptInvitation, findInvitation } from '../../../src/platform/organizations/accept-invitation.ts'
import { createOrganization } from '../../../src/platform/organizations/create-organization.ts'
import { invitationLifetime, invite } from '../../../src/platform/organizations/invite.ts'
import { listInvitations } from '../../../src/platform/organizations/list-invitations.ts'
import { revokeInvitation } from '../../../src/platform/organizations/revoke-invitation.ts'
import type { Role } from '../../../src/platform/organizations/role.ts'
import type { User } from '../../../src/platform/users/user.ts'
import { createInvitationStore, type InvitationStore } from '../../../src/store/invitations.ts'
import { createMembershipStore } from '../../../src/store/memberships.ts'
import { createOrganizationStore } from '../../../src/store/organizations.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, origin, type People } from '../../support/people.ts'

for (const kind of testDatabases()) {
  describe(`invitations on ${kind.name}`, () => {
    const doing = { actor: { type: 'operator' }, origin } as const
    let opened: OpenTestDatabase
    let people: People
    let ports: People['ports'] & { readonly invitations: InvitationStore }
    let ada: User

    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
      ports = { ...people.ports, invitations: createInvitationStore(opened.database) }
      ada = await people.newUser('ada@example.com', 'analytical engine no 1')
    })
    after(() => opened.dispose())

    let count = 0
    const newOrganization = async (): Promise<string> => {
      const organizations = createOrganizationStore(opened.database)
      const input = { slug: `org-${++count}`, name: `Organization ${count}`, ...doing }
      const created = await createOrganization(input, { organizations, clock: people.clock })
      assert.ok(created.outcome === 'created')
      return created.organization.id
    }
    const invited = async (organizationId: string, email = ada.email, role: Role = 'member') => {
      const outcome = await invite({ organizationId, email, role, ...doing }, ports)
      assert.ok(outcome.outcome === 'invited', outcome.outcome)
      return { invitation: outcome.invitation, token: await people.tokenMailedTo(email) }
    }
    const accept = (token: string, user = ada) =>
      acceptInvitation({ token, user, origin }, ports).then(({ outcome }) => outcome)
    const roleOf = async (organizationId: string, userId = ada.id) =>
      (await createMembershipStore(opened.database).find(organizationId, userId))?.role

    it('come by mail, and make a member of who accepts', async () => {
      const id = await newOrganization()
      const { invitation, token } = await invited(id, 'Ada@Example.com', 'admin')
      assert.match(token, /^miv_/)
      const [mail] = await people.mailsTo('Ada@Example.com')
      assert.doesNotMatch(mail?.text ?? '', /Organization \d/)
      assert.match(mail?.text ?? '', /^https:\/\/id\.example\.com\/invitations\?token=miv_\w+$/m)
      assert.deepEqual(await listInvitations(id, ports), [invitation])
      const found = await findInvitation(token, ports)
      assert.equal(found?.organization.id, id)
      assert.equal(await roleOf(id), undefined)
      assert.equal(await accept(token), 'joined')
      assert.equal(await roleOf(id), 'admin')
      assert.deepEqual(await listInvitations(id, ports), [])
      assert.equal(await findInvitation(token, ports), undefined)
      assert.equal(await accept(token), 'over')
      const events = await people.auditOf(invitation.id)
      assert.deepEqual(
        events.map(({ action, organization_id }) => [action, organization_id]),
        [
          ['invitation.created', id],
          ['invitation.accepted', id],
        ],
      )
    })

    it('are stored as a hash', async () => {
      const { token } = await invited(await newOrganization())
      const rows = await opened.database.kysely.selectFrom('invitations').selectAll().execute()
      assert.equal(JSON.stringify(rows).includes(token), false)
    })

    it('are for the one to whose verified address they went', async () => {
      const id = await newOrganization()
      const { token } = await invited(id, 'grace@example.com')
      assert.equal(await accept(token), 'other_address')
      const grace = await people.newUser('grace@example.com', 'nanoseconds of wire 11')
      const unverified = { ...grace, emailVerifiedAt: undefined }
      assert.equal(await accept(token, unverified), 'address_not_verified')
      const { kysely } = opened.database
      const rows = kysely.updateTable('users').where('id', '=', grace.id)
      await rows.set({ email_verified_at: null }).execute()
      assert.equal(await accept(token, grace), 'over', 'what is stored counts')
      await rows.set({ email_verified_at: 1, email: 'x@example.com', email_key: 'x@example.com' }).execute()
      assert.equal(await accept(token, grace), 'over')
      await rows.set({ email: grace.email, email_key: grace.email, disabled_at: 1 }).execute()
      assert.equal(await accept(token, grace), 'over')
      await rows.set({ disabled_at: null }).execute()
      assert.equal(await accept(token, grace), 'joined')
    })

    it('are accepted once, whoever hurries', async () => {
      const id = await newOrganization()
      const { token } = await invited(id)
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => accept(token)))
      assert.equal(outcomes.filter((outcome) => outcome === 'joined').length, 1)
      assert.equal(outcomes.filter((outcome) => outcome === 'over').length, 19)
    })

    it('end when revoked, and of two to one address the first one ends', async () => {
      const id = await newOrganization()
      const first = await invited(id)
      const second = await invited(id)
      assert.equal(await accept(first.token), 'over')
      const revoke = (organizationId: string) =>
        revokeInvitation({ organizationId, invitationId: second.invitation.id, ...doing }, ports)
      assert.deepEqual(await revoke(await newOrganization()), { outcome: 'unknown' })
      assert.deepEqual(await revoke(id), { outcome: 'revoked' })
      assert.deepEqual(await revoke(id), { outcome: 'over' })
      assert.equal(await accept(second.token), 'over')
      assert.equal(await roleOf(id), undefined)
    })

    it('end after a week, and can be sent again then', async () => {
      const id = await newOrganization()
      const { token } = await invited(id)
      people.clock.advance(invitationLifetime)
      assert.equal(await accept(token), 'over')
      assert.deepEqual(await listInvitations(id, ports), [])
      assert.equal(await accept((await invited(id)).token), 'joined')
    })

    it('are for who is no member, has an address, and is not flooded', async () => {
      const id = await newOrganization()
      const ask = (email: string, organizationId = id) =>
        invite({ organizationId, email, role: 'member', ...doing }, ports).then(({ outcome }) => outcome)
      assert.equal(await ask('nobody'), 'email_invalid')
      assert.equal(await ask('new@example.com', 'org_none'), 'unknown_organization')
      await accept((await invited(id)).token)
      assert.equal(await ask(ada.email), 'already_member')
      const outcomes: string[] = []
      for (let times = 0; times < 11; times++) outcomes.push(await ask('flooded@example.com'))
      assert.deepEqual(outcomes.slice(-2), ['invited', 'throttled'])
    })

    it('leave a member what they are', async () => {
      const id = await newOrganization()
      const { token } = await invited(id, ada.email, 'member')
      await opened.database.kysely
        .insertInto('memberships')
        .values({ organization_id: id, user_id: ada.id, role: 'owner', created_at: 1 })
        .execute()
      assert.equal(await accept(token), 'joined')
      assert.equal(await roleOf(id), 'owner')
    })

    it('mean nothing to made-up tokens', async () => {
      for (const token of ['', 'miv_', 'mpr_something', `miv_${'a'.repeat(49)}`])
        assert.equal(await accept(token), 'over', token)
    })
  })
}
