import type { Command } from 'commander'
import { describedCommand } from './command.ts'
import { appRuleCommands } from './org/app-rules.ts'
import { auditCommand } from './org/audit.ts'
import { createOrganizationCommand, renameOrganizationCommand } from './org/create.ts'
import { deleteOrganizationCommand } from './org/delete.ts'
import { installationCommands, installedAppsCommand } from './org/installations.ts'
import { invitationsCommand, inviteCommand, revokeInvitationCommand } from './org/invitations.ts'
import { organizationKeyCommand } from './org/key.ts'
import { listOrganizationsCommand } from './org/list.ts'
import { addMemberCommand, membersCommand, removeMemberCommand, setRoleCommand } from './org/members.ts'
import { policyCommand } from './org/policy.ts'
import { approveCommand, denyCommand, requestsCommand } from './org/requests.ts'
import { rolesCommand } from './org/roles.ts'
import { showOrganizationCommand } from './org/show.ts'

/** What is done to an organization, in the order of a life. */
const commands = (): Command[] => [
  createOrganizationCommand(),
  listOrganizationsCommand(),
  showOrganizationCommand(),
  renameOrganizationCommand(),
  deleteOrganizationCommand(),
  membersCommand(),
  addMemberCommand(),
  setRoleCommand(),
  removeMemberCommand(),
  inviteCommand(),
  invitationsCommand(),
  revokeInvitationCommand(),
  policyCommand(),
  rolesCommand(),
  installedAppsCommand(),
  ...installationCommands(),
  ...appRuleCommands(),
  requestsCommand(),
  approveCommand(),
  denyCommand(),
  organizationKeyCommand(),
  auditCommand(),
]

export const orgCommand = (): Command => {
  const org = describedCommand(
    'org',
    'Creates and governs organizations: members, policy, their apps, what members ask for.',
    [
      'mandate org create acme "Acme GmbH" --owner ada@example.com',
      'mandate org policy acme --install anyone',
      'mandate org apps acme',
    ],
  )
  for (const command of commands()) org.addCommand(command)
  return org
}
