import { type Command, Option } from 'commander'
import { changePolicy } from '../../platform/organizations/change-policy.ts'
import type { OrganizationPolicy } from '../../platform/organizations/organization.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { ProblemsError } from '../command-error.ts'
import { parseDuration } from '../duration.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describePolicy, policyLines } from './describe-organization.ts'
import { changedMeanwhile, doing, getOrganization, organizationPorts } from './organization-ports.ts'

interface Options extends CommonOptions {
  readonly install?: OrganizationPolicy['install']
  /** False: taken away. */
  readonly scopeCeiling?: string[] | false
  readonly personalTokens?: OrganizationPolicy['personalTokens']
  readonly personalTokenLifetime?: number | false
}

const changesOf = (options: Options): Partial<OrganizationPolicy> => {
  const { install, scopeCeiling, personalTokens, personalTokenLifetime } = options
  return {
    ...(install !== undefined && { install }),
    ...(scopeCeiling !== undefined && { scopeCeiling: scopeCeiling || undefined }),
    ...(personalTokens !== undefined && { personalTokens }),
    ...(personalTokenLifetime !== undefined && { personalTokenLifetime: personalTokenLifetime || undefined }),
  }
}

/** Also after `--no-scope-ceiling`, which the last one overrides. */
const collectScope = (value: string, earlier: readonly string[] | false | undefined): string[] => [
  ...(earlier || []),
  value,
]

export const policyCommand = (): Command =>
  configuredCommand('policy', "Shows an organization's policy, or changes what is given of it.", [
    'mandate org policy acme',
    'mandate org policy acme --install allow_list --personal-token-lifetime 90d',
    'mandate org policy acme --scope-ceiling posts:read --scope-ceiling posts:write',
    'mandate org policy acme --no-scope-ceiling',
  ])
    .argument('<slug>', 'of the organization')
    .addOption(new Option('--install <who>', 'who may').choices(['anyone', 'admins', 'allow_list']))
    .option('--scope-ceiling <scope>', 'beyond these nothing is granted; may be repeated', collectScope)
    .option('--no-scope-ceiling', 'no ceiling')
    .addOption(new Option('--personal-tokens <what>', 'for here').choices(['allowed', 'forbidden']))
    .option('--personal-token-lifetime <time>', 'the longest they may live, such as 90d', parseDuration)
    .option('--no-personal-token-lifetime', 'no limit')
    .action((slug: string, options: Options) =>
      withDatabase(options, async ({ database }) => {
        const organization = await getOrganization(database, slug)
        const set = changesOf(options)
        const output = createOutput(options)
        const show = (policy: OrganizationPolicy) =>
          output.result(describePolicy(policy), () => policyLines(policy))
        if (Object.keys(set).length === 0) return show(organization.policy)
        const input = { organizationId: organization.id, set, ...doing }
        const changed = await changePolicy(input, organizationPorts(database))
        switch (changed.outcome) {
          case 'changed':
            return show(changed.policy)
          case 'unchanged':
            return show(organization.policy)
          case 'invalid':
            throw new ProblemsError(changed.problems.map(({ message }) => `the scope ceiling ${message}`))
          case 'unknown':
          case 'changed_meanwhile':
            throw changedMeanwhile(slug)
        }
      }),
    )
