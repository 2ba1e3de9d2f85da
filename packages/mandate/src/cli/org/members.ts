import { type Command, Option } from 'commander'
import { addMember } from '../../platform/organizations/add-member.ts'
import { changeMemberRole } from '../../platform/organizations/change-member-role.ts'
import type { Member, Organization } from '../../platform/organizations/organization.ts'
import { removeMember } from '../../platform/organizations/remove-member.ts'
import { type Role, roles } from '../../platform/organizations/role.ts'
import { emailKey } from '../../platform/users/email.ts'
import type { Database } from '../../store/database.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { createOutput, type Output, table, time } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { getUser } from '../user/find-user.ts'
import { withDatabase } from '../with-database.ts'
import { allMembers } from './all-members.ts'
import { describeMember } from './describe-organization.ts'
import { changedMeanwhile, doing, getOrganization, organizationPorts } from './organization-ports.ts'

const getMember = async (database: Database, { id, name }: Organization, email: string): Promise<Member> => {
  const members = await allMembers(id, organizationPorts(database))
  const found = members.find((member) => emailKey(member.email) === emailKey(email))
  if (!found) throw new CommandError(`${email} is no member of ${name}`)
  return found
}

const lastOwner = ({ name }: Organization): CommandError =>
  new CommandError(`${name} would have no owner: make somebody else an owner first`)

/** Nobody installs apps, nor is asked for them, where nobody is more than a member. */
const tellIfUngoverned = async (
  database: Database,
  { id, name }: Organization,
  output: Output,
): Promise<void> => {
  const members = await allMembers(id, organizationPorts(database))
  if (members.some(({ role, disabled }) => role !== 'member' && !disabled)) return
  output.say(`${name} has neither an owner nor an admin now: nobody but operators decides about its apps`)
}

export const membersCommand = (): Command =>
  configuredCommand('members', 'Lists the members of an organization.', ['mandate org members acme'])
    .argument('<slug>', 'of the organization')
    .action((slug: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const { id } = await getOrganization(database, slug)
        const members = await allMembers(id, organizationPorts(database))
        createOutput(options).result(members.map(describeMember), () =>
          members.length === 0
            ? 'It has no members.'
            : table(
                ['EMAIL', 'NAME', 'ROLE', 'SINCE'],
                members.map(({ email, name = '', role, createdAt }) => [email, name, role, time(createdAt)]),
              ),
        )
      }),
    )

export const addMemberCommand = (): Command =>
  configuredCommand('add-member', 'Makes a user a member, without asking them.', [
    'mandate org add-member acme ada@example.com --role admin',
  ])
    .argument('<slug>', 'of the organization')
    .argument('<email>', 'of the user')
    .addOption(new Option('--role <role>', 'what they become').choices(roles).default('member'))
    .action((slug: string, email: string, options: CommonOptions & { role: Role }) =>
      withDatabase(options, async (opened) => {
        const { database } = opened
        const organization = await getOrganization(database, slug)
        const user = await getUser(statePorts(opened).store, email)
        const input = { organizationId: organization.id, userId: user.id, role: options.role, ...doing }
        const { outcome } = await addMember(input, organizationPorts(database))
        if (outcome !== 'added')
          throw new CommandError(`${email} is a member of ${organization.name} already: see set-role`)
        const member = await getMember(database, organization, email)
        createOutput(options).result(
          describeMember(member),
          () => `${email} is ${member.role} of ${organization.name} now.`,
        )
      }),
    )

export const setRoleCommand = (): Command =>
  configuredCommand('set-role', 'Changes what a member is. In force at the next request.', [
    'mandate org set-role acme ada@example.com owner',
  ])
    .argument('<slug>', 'of the organization')
    .argument('<email>', 'of the member')
    .argument('<role>', `one of ${roles.join(', ')}`)
    .action((slug: string, email: string, written: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const role = roles.find((one) => one === written)
        if (!role) throw new CommandError(`the role must be one of ${roles.join(', ')}`)
        const organization = await getOrganization(database, slug)
        const { userId, role: from } = await getMember(database, organization, email)
        const input = { organizationId: organization.id, userId, from, role, ...doing }
        const { outcome } = await changeMemberRole(input, organizationPorts(database))
        if (outcome === 'last_owner') throw lastOwner(organization)
        if (outcome === 'changed_meanwhile' || outcome === 'not_a_member') throw changedMeanwhile(email)
        const member = await getMember(database, organization, email)
        const output = createOutput(options)
        await tellIfUngoverned(database, organization, output)
        output.result(
          describeMember(member),
          () => `${email} ${outcome === 'changed' ? 'is' : 'was already'} ${role} of ${organization.name}.`,
        )
      }),
    )

export const removeMemberCommand = (): Command =>
  configuredCommand('remove-member', 'Ends a membership, and what apps do there as that person.', [
    'mandate org remove-member acme ada@example.com',
  ])
    .argument('<slug>', 'of the organization')
    .argument('<email>', 'of the member')
    .action((slug: string, email: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const organization = await getOrganization(database, slug)
        const { userId, role: from } = await getMember(database, organization, email)
        const input = { organizationId: organization.id, userId, from, ...doing }
        const { outcome } = await removeMember(input, organizationPorts(database))
        if (outcome === 'last_owner') throw lastOwner(organization)
        if (outcome !== 'removed') throw changedMeanwhile(email)
        const output = createOutput(options)
        await tellIfUngoverned(database, organization, output)
        output.result(
          { slug, email, removed: true },
          () => `${email} is no member of ${organization.name} any more.`,
        )
      }),
    )
