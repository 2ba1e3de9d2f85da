/** The scopes of the management API, with what people are told of them. A `write` scope covers reading. */
export const managementScopes = [
  { name: 'mandate:apps:read', description: 'See your apps and their settings' },
  { name: 'mandate:apps:write', description: 'Register, change and delete your apps and their secrets' },
  { name: 'mandate:organizations:read', description: 'See your organizations and their members' },
  { name: 'mandate:organizations:write', description: 'Change your organizations, their members and rules' },
  { name: 'mandate:installations:read', description: 'See installed apps and what they may do' },
  {
    name: 'mandate:installations:write',
    description: 'Install, suspend and remove apps, and decide on requests',
  },
  { name: 'mandate:users:read', description: 'See your account, its sessions, tokens and connected apps' },
  {
    name: 'mandate:users:write',
    description: 'Change your account, and end its sessions, tokens and consents',
  },
  { name: 'mandate:audit:read', description: 'Read the audit log' },
] as const

export type ManagementScope = (typeof managementScopes)[number]['name']

/** Whether a credential's scopes hold a management scope, by itself or by the one to write what it reads. */
export const holdsManagementScope = (held: readonly string[] | 'all', needed: ManagementScope): boolean =>
  held === 'all' || held.includes(needed) || held.includes(needed.replace(/:read$/, ':write'))
