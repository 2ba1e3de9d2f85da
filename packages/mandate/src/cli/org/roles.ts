import type { Command } from 'commander'
import { loadScopeRules } from '../../platform/installations/install-situation.ts'
import { roles } from '../../platform/organizations/role.ts'
import { scopesForRole } from '../../platform/scopes/scopes-for-role.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput, table } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { organizationPorts } from './organization-ports.ts'

export const rolesCommand = (): Command =>
  configuredCommand('roles', 'Lists what apps may do that act as a member, by the role of that member.', [
    'mandate org roles',
  ]).action((options: CommonOptions) =>
    withDatabase(options, async ({ database }) => {
      const rules = await loadScopeRules(organizationPorts(database))
      const scopes = roles.map((role) => ({ role, scopes: scopesForRole(role, rules) }))
      createOutput(options).result(scopes, () =>
        table(
          ['ROLE', 'SCOPES'],
          scopes.map((one) => [one.role, one.scopes.join(' ')]),
        ),
      )
    }),
  )
