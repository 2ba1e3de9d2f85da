import { readFileSync } from 'node:fs'
import type { DemoAccount } from '../../packages/mandate/src/console/pages/start/start.ts'

/** A client of the demo world, with the secret that works on this computer only. */
export interface DemoClient {
  readonly clientId: string
  readonly clientSecret: string
}

/** The small world of `northwind.state.json`, and the parts of it that the demo itself needs. */
export interface DemoWorld {
  /** In the form that `mandate apply` reads. */
  readonly state: unknown
  readonly platformName: string
  readonly accounts: readonly DemoAccount[]
  /** The API's identifier (RFC 8707). */
  readonly resource: string
  /** Those of the API. */
  readonly scopes: readonly string[]
  /** Acme Sync. */
  readonly app: DemoClient
  /** The API's own client, which introspects. */
  readonly api: DemoClient
}

interface StateFile {
  users: { email: string; name: string; password: string }[]
  organizations: { slug: string; name: string; members: { email: string; role: string }[] }[]
  resources: { identifier: string; scopes: string[] }[]
  apps: { clientId: string; clientSecret?: string }[]
}

const memberships = ({ organizations }: StateFile, email: string): string =>
  organizations
    .flatMap(({ name, members }) =>
      members.filter((member) => member.email === email).map(({ role }) => `${role} of ${name}`),
    )
    .join(', ')

/** Reads the demo world. Throws if the state file lacks what the demo needs. */
export const readDemoWorld = (): DemoWorld => {
  const text = readFileSync(new URL('../northwind.state.json', import.meta.url), 'utf8')
  const state = JSON.parse(text) as StateFile
  const client = (id: string): DemoClient => {
    const { clientId, clientSecret } = state.apps.find((app) => app.clientId === id) ?? {}
    if (!clientId || !clientSecret) throw new Error(`northwind.state.json has no client ${id} with a secret`)
    return { clientId, clientSecret }
  }
  const [resource] = state.resources
  if (!resource) throw new Error('northwind.state.json has no resource')
  return {
    state,
    platformName: 'Northwind',
    accounts: state.users.map(({ email, name, password }) => ({
      name,
      email,
      password,
      text: memberships(state, email),
    })),
    resource: resource.identifier,
    scopes: resource.scopes,
    app: client('acme-sync'),
    api: client('northwind-api'),
  }
}
