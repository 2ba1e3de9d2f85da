import type { DefaultLifetimes } from '../../protocol/context.ts'
import type { TokenPrefixes } from '../../protocol/tokens/format.ts'
import type { DatabaseAddress } from './database-address.ts'
import type { LoginConfig } from './login-config.ts'

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

/** The whole configuration, checked, with every default filled in. */
export interface ServerConfig {
  readonly issuer: string
  readonly port: number
  /** `localhost` means both loopback addresses. */
  readonly host: string
  readonly database: DatabaseAddress
  /** Undefined only on SQLite: see `deploymentSecrets`. */
  readonly secret: string | undefined
  readonly formerSecrets: readonly string[]
  /** Absolute. */
  readonly dataDirectory: string
  readonly logLevel: LogLevel
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined
  /** IP addresses and CIDR ranges. */
  readonly trustedProxies: readonly string[]
  readonly tokenPrefixes: TokenPrefixes & { readonly clientId: string }
  readonly lifetimes: DefaultLifetimes
  readonly branding: {
    readonly platformName: string
    readonly logoUrl: string | undefined
    readonly accent: string | undefined
    readonly supportUrl: string | undefined
    readonly privacyUrl: string | undefined
    readonly termsUrl: string | undefined
  }
  readonly signUp: 'open' | 'off'
  readonly login: LoginConfig
  /** Where the platform draws the question for consent. */
  readonly consentUrl: string | undefined
  readonly appRequests: 'open' | 'off'
  /** The client ids of apps that may act as users. */
  readonly appsActingAsUsers: readonly string[]
  readonly metricsToken: string | undefined
}
