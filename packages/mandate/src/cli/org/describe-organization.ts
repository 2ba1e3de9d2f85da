import type {
  AppRule,
  Member,
  Organization,
  OrganizationPolicy,
} from '../../platform/organizations/organization.ts'
import { time } from '../output.ts'

export const describePolicy = (policy: OrganizationPolicy): object => ({
  install: policy.install,
  scopeCeiling: policy.scopeCeiling ?? null,
  personalTokens: policy.personalTokens,
  personalTokenLifetime: policy.personalTokenLifetime ?? null,
})

/** An organization as `--json` prints it. */
export const describeOrganization = (organization: Organization): object => ({
  id: organization.id,
  slug: organization.slug,
  name: organization.name,
  policy: describePolicy(organization.policy),
  createdAt: time(organization.createdAt),
})

export const describeMember = (member: Member): object => ({
  userId: member.userId,
  email: member.email,
  name: member.name ?? null,
  role: member.role,
  source: member.source,
  disabled: member.disabled,
  since: time(member.createdAt),
})

const facts = (rows: readonly (readonly [string, string])[]): string =>
  rows.map(([name, value]) => `${name.padEnd(24)}${value}`.trimEnd()).join('\n')

const installers: Readonly<Record<OrganizationPolicy['install'], string>> = {
  anyone: 'every member installs apps',
  admins: 'admins install apps, others ask them',
  allow_list: 'admins install apps that are on the allow-list',
}

export const policyLines = (policy: OrganizationPolicy): string =>
  facts([
    ['install', `${policy.install} (${installers[policy.install]})`],
    [
      'scope ceiling',
      policy.scopeCeiling === undefined ? 'none' : policy.scopeCeiling.join(' ') || 'nothing',
    ],
    ['personal tokens', policy.personalTokens],
    [
      'personal token lifetime',
      policy.personalTokenLifetime === undefined ? 'unlimited' : `${policy.personalTokenLifetime} seconds`,
    ],
  ])

/** An organization in lines for people. */
export const organizationLines = (
  organization: Organization,
  members: readonly Member[],
  rules: readonly AppRule[],
): string => {
  const named = (which: AppRule['rule']) =>
    rules
      .filter(({ rule }) => rule === which)
      .map(({ appName }) => appName)
      .join(', ') || 'none'
  return [
    facts([
      ['name', organization.name],
      ['slug', organization.slug],
      ['id', organization.id],
      [
        'owners',
        members.flatMap(({ role, email }) => (role === 'owner' ? [email] : [])).join(', ') || 'none',
      ],
      ['members', String(members.length)],
    ]),
    policyLines(organization.policy),
    facts([
      ['allowed apps', named('allowed')],
      ['blocked apps', named('blocked')],
    ]),
  ].join('\n')
}
