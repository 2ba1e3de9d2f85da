/** Opens the database, composes the server and listens. */
import { type ComposeOptions, compose } from './compose.ts'
import { deploymentSecrets, type ServerConfig } from './config.ts'
import { trustedProxies } from './http/client-address.ts'
import { listen } from './http/node.ts'
import { openDatabase } from './open-database.ts'

export interface RunningServer {
  /** The issuer's URL. */
  readonly url: string
  readonly port: number
  /** Where mails are shown in development, with the key of this start; undefined where they are sent. */
  readonly developmentMailsUrl: string | undefined
  /** Takes no more requests, finishes those under way, and closes the database. */
  close(): Promise<void>
}

export const startServer = async (
  config: ServerConfig,
  options: Pick<ComposeOptions, 'demo'> = {},
): Promise<RunningServer> => {
  const secrets = await deploymentSecrets(config)
  const database = await openDatabase(config)
  try {
    const { application, developmentMails, stop } = await compose({ config, database, secrets, ...options })
    const listening = await listen(
      application,
      trustedProxies(config.trustedProxies),
      config.host,
      config.port,
    )
    return {
      url: config.issuer,
      port: listening.port,
      developmentMailsUrl: developmentMails?.link.url,
      async close() {
        await listening.close()
        await stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
