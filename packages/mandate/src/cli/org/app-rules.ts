import type { Command } from 'commander'
import type { AppRule } from '../../platform/organizations/organization.ts'
import { setAppRule } from '../../platform/organizations/set-app-rule.ts'
import { getApp } from '../app/find-app.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { changedMeanwhile, doing, getOrganization, organizationPorts } from './organization-ports.ts'

const ruleCommand = (
  name: string,
  summary: string,
  rule: AppRule['rule'] | undefined,
  done: string,
): Command =>
  configuredCommand(name, summary, [`mandate org ${name} acme demo`])
    .argument('<slug>', 'of the organization')
    .argument('<client-id>', 'of the app')
    .action((slug: string, clientId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const organization = await getOrganization(database, slug)
        const app = await getApp(database, clientId)
        const input = { organizationId: organization.id, appId: app.id, rule, ...doing }
        const { outcome } = await setAppRule(input, organizationPorts(database))
        if (outcome === 'changed_meanwhile' || outcome === 'unknown_app') throw changedMeanwhile(slug)
        createOutput(options).result(
          { slug, clientId, rule: rule ?? null, changed: outcome === 'set' },
          () => `${organization.name} ${outcome === 'set' ? done : `${done} already`}: ${app.name}.`,
        )
      }),
    )

/** What an organization says of apps by name. */
export const appRuleCommands = (): Command[] => [
  ruleCommand(
    'allow-app',
    'Puts an app on the allow-list, which counts where the policy is allow_list.',
    'allowed',
    'allows',
  ),
  ruleCommand(
    'block-app',
    'Blocks an app: it is removed, its tokens end, and nobody installs it.',
    'blocked',
    'blocks',
  ),
  ruleCommand(
    'clear-app-rule',
    'Takes back that an app is allowed or blocked.',
    undefined,
    'has no rule for',
  ),
]
