import { type Command, Option } from 'commander'
import { invite } from '../../platform/organizations/invite.ts'
import { listInvitations } from '../../platform/organizations/list-invitations.ts'
import type { Invitation } from '../../platform/organizations/organization.ts'
import { revokeInvitation } from '../../platform/organizations/revoke-invitation.ts'
import { type Role, roles } from '../../platform/organizations/role.ts'
import type { Throttle } from '../../platform/sign-in/throttle.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { commandMails } from '../command-mails.ts'
import { createOutput, table, time } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { doing, getOrganization, organizationPorts } from './organization-ports.ts'

/** Limits are for those who come by the network. */
const unlimited: Throttle = { take: async () => ({ allowed: true }), giveBack: async () => undefined }

const describe = ({ id, email, role, createdAt, expiresAt }: Invitation): object => ({
  id,
  email,
  role,
  createdAt: time(createdAt),
  expiresAt: time(expiresAt),
})

export const inviteCommand = (): Command =>
  configuredCommand('invite', 'Asks somebody by mail to become a member.', [
    'mandate org invite acme grace@example.com',
    'mandate org invite acme grace@example.com --role admin',
  ])
    .argument('<slug>', 'of the organization')
    .argument('<email>', 'to which the mail goes; accepted by whoever shows to have that address')
    .addOption(new Option('--role <role>', 'what they become').choices(roles).default('member'))
    .action((slug: string, email: string, options: CommonOptions & { role: Role }) =>
      withDatabase(options, async (opened) => {
        const { database } = opened
        const output = createOutput(options)
        const organization = await getOrganization(database, slug)
        const { mails, settle } = commandMails(opened, output)
        const invited = await invite(
          { organizationId: organization.id, email, role: options.role, ...doing },
          { ...organizationPorts(database), mails, throttle: unlimited },
        )
        switch (invited.outcome) {
          case 'email_invalid':
            throw new CommandError(`${email} is no e-mail address`)
          case 'already_member':
            throw new CommandError(`${email} is a member of ${organization.name} already`)
          case 'unknown_organization':
          case 'throttled':
            throw new CommandError(`${organization.name} could not invite ${email}: try again`)
          case 'invited': {
            await settle()
            const { invitation } = invited
            output.result(
              describe(invitation),
              () => `Invited ${email} to ${organization.name}, until ${time(invitation.expiresAt)}.`,
            )
          }
        }
      }),
    )

export const invitationsCommand = (): Command =>
  configuredCommand('invitations', 'Lists the invitations that can still be accepted.', [
    'mandate org invitations acme',
  ])
    .argument('<slug>', 'of the organization')
    .action((slug: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const { id } = await getOrganization(database, slug)
        const open = await listInvitations(id, organizationPorts(database))
        createOutput(options).result(open.map(describe), () =>
          open.length === 0
            ? 'There are no open invitations.'
            : table(
                ['ID', 'EMAIL', 'ROLE', 'UNTIL'],
                open.map((one) => [one.id, one.email, one.role, time(one.expiresAt)]),
              ),
        )
      }),
    )

export const revokeInvitationCommand = (): Command =>
  configuredCommand('revoke-invitation', 'Takes an invitation back: its link is worth nothing then.', [
    'mandate org revoke-invitation acme inv_01k…',
  ])
    .argument('<slug>', 'of the organization')
    .argument('<invitation-id>', 'of the invitation')
    .action((slug: string, invitationId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const { id: organizationId, name } = await getOrganization(database, slug)
        const input = { organizationId, invitationId, ...doing }
        const { outcome } = await revokeInvitation(input, organizationPorts(database))
        if (outcome !== 'revoked') throw new CommandError(`${name} has no open invitation ${invitationId}`)
        createOutput(options).result({ id: invitationId, revoked: true }, () => `Revoked ${invitationId}.`)
      }),
    )
