/** Mandate in another process: mount `fetch` or `listener` in any framework. */
import type { RequestListener } from 'node:http'
import { type ComposeOptions, compose } from './server/compose.ts'
import { deploymentSecrets, type LoadOptions, loadConfig, type MandateConfig } from './server/config.ts'
import { trustedProxies } from './server/http/client-address.ts'
import { fetchHandler } from './server/http/fetch.ts'
import { mountedListener, servesBelow } from './server/http/mounted.ts'
import { openDatabase } from './server/open-database.ts'

export { OAuthError, type OAuthErrorCode } from './protocol/errors.ts'
export { type GrantType, grantType, type TokenResponse } from './protocol/grant-types/grant-type.ts'
export { defineConfig, type MandateConfig } from './server/config.ts'

export interface Mandate {
  /** Answers one request. Name the peer's address if you know it: throttles count by it. */
  fetch(request: Request, peer?: { readonly remoteAddress?: string }): Promise<Response>
  /** The same for `node:http` and what is built on it. Comes before whatever reads the bodies of requests. */
  readonly listener: RequestListener
  /**
   * Whether a path is Mandate's: below the issuer's path, or one of the two documents about it at the host's root. With
   * an issuer that has no path every one is: then mount it behind your own routes.
   */
  serves(path: string): boolean
  /** Ends its jobs and closes the database. */
  close(): Promise<void>
}

export interface MandateOptions extends Pick<ComposeOptions, 'grantTypes'> {
  /** Instead of a configuration file; the environment still overrides it. */
  readonly config?: MandateConfig
  /** Reads the environment and `mandate.config.ts` from here. Default: the process's own. */
  readonly load?: Pick<LoadOptions, 'environment' | 'directory' | 'configFile'>
}

/**
 * The whole server as a function from Request to Response.
 * @throws ConfigurationError that names each wrong key, or the database that cannot be used.
 */
export const createMandate = async (options: MandateOptions = {}): Promise<Mandate> => {
  const config = await loadConfig({ ...options.load, ...(options.config ? { content: options.config } : {}) })
  const secrets = await deploymentSecrets(config)
  const database = await openDatabase(config)
  try {
    const { grantTypes } = options
    const { application, stop } = await compose({
      config,
      database,
      secrets,
      ...(grantTypes ? { grantTypes } : {}),
    })
    return {
      fetch: fetchHandler(application),
      listener: mountedListener(application, trustedProxies(config.trustedProxies)),
      serves: servesBelow(config.issuer),
      async close() {
        await stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
