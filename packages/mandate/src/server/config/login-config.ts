import type { LoginInput } from './login-schema.ts'

export interface UpstreamConfig {
  readonly name: string
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly tokenEndpointAuthMethod: 'client_secret_basic' | 'client_secret_post'
  readonly scopes: readonly string[]
  readonly organizationsClaim: string | undefined
  readonly createOrganizations: boolean
  readonly trustEmail: boolean
}

/** Who finds out who people are. */
export interface LoginConfig {
  /** Whether our own accounts' forms are there. */
  readonly builtIn: boolean
  readonly handOff: { readonly url: string; readonly createOrganizations: boolean } | undefined
  readonly upstream: readonly UpstreamConfig[]
}

/** The defaults filled in. */
export const loginConfig = ({ builtIn, handOff, upstream = [] }: LoginInput = {}): LoginConfig => ({
  builtIn: builtIn ?? handOff === undefined,
  handOff: handOff && { url: handOff.url, createOrganizations: handOff.createOrganizations ?? true },
  upstream: upstream.map((one) => ({
    name: one.name,
    label: one.label ?? one.name,
    issuer: one.issuer,
    clientId: one.clientId,
    clientSecret: one.clientSecret,
    tokenEndpointAuthMethod: one.tokenEndpointAuthMethod ?? 'client_secret_basic',
    scopes: [...new Set(['openid', ...(one.scopes ?? ['email', 'profile'])])],
    organizationsClaim: one.organizationsClaim,
    createOrganizations: one.createOrganizations ?? false,
    trustEmail: one.trustEmail ?? false,
  })),
})
