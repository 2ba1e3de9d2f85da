import { type ApplyStatePorts, applyState } from '../../src/platform/state/apply-state.ts'
import { parseState } from '../../src/platform/state/check-state.ts'
import type { ExportStateStore } from '../../src/platform/state/export-state.ts'
import type { Plan } from '../../src/platform/state/plan.ts'
import type { StateInput } from '../../src/platform/state/state-schema.ts'
import { registeredNames } from '../../src/server/registered-names.ts'
import type { Database } from '../../src/store/database.ts'
import { createStateStore } from '../../src/store/state.ts'

/** The state file of CONTRACT.md, word for word. */
export const contractState = {
  scopes: [{ name: 'posts:read', description: 'Read posts' }],
  users: [{ email: 'ada@example.com', password: 'correct horse', name: 'Ada Lovelace', emailVerified: true }],
  organizations: [{ slug: 'acme', name: 'Acme', members: [{ email: 'ada@example.com', role: 'admin' }] }],
  resources: [{ identifier: 'https://api.example.com', scopes: ['posts:read'], accessTokenFormat: 'jwt' }],
  apps: [
    {
      clientId: 'demo',
      clientSecret: 'demo-secret-at-least-32-characters-long',
      name: 'Demo',
      owner: 'acme',
      type: 'confidential',
      tokenEndpointAuthMethod: 'client_secret_basic',
      redirectUris: ['http://127.0.0.1:9000/callback'],
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      scopes: ['openid', 'posts:read'],
      actorModes: ['self', 'app'],
      pkce: 'required',
      profile: 'strict',
    },
  ],
} satisfies StateInput

export const demo = contractState.apps[0] as (typeof contractState.apps)[number]

export const now = 1_800_000_000

export const portsOf = (
  database: Database,
): ApplyStatePorts & { readonly store: ApplyStatePorts['store'] & ExportStateStore } => ({
  store: createStateStore(database),
  clock: { now: () => now },
  actor: { type: 'operator' },
  registered: registeredNames,
  secretPrefix: 'mcs_',
})

export const apply = (
  database: Database,
  state: unknown,
  options: { dryRun?: boolean } = {},
): Promise<Plan> => applyState(parseState(state), portsOf(database), options)

/** `create scope posts:read`, one for each entry. */
export const actions = (plan: Plan): string[] =>
  plan.map(({ action, kind, name, changed }) =>
    [action, kind, name, ...(changed.length > 0 ? [`(${changed.join(' ')})`] : [])].join(' '),
  )
