import type { Command } from 'commander'
import { ConfigurationError, describeDatabase, loadConfig, type ServerConfig } from '../server/config.ts'
import { reasonOf } from '../server/reason-of.ts'
import { type RunningServer, startServer } from '../server/start-server.ts'
import { type CommonOptions, configuredCommand } from './command.ts'
import { CommandError } from './command-error.ts'
import { createOutput } from './output.ts'

interface Options extends CommonOptions {
  readonly port?: string
  readonly host?: string
  readonly issuer?: string
  readonly dataDirectory?: string
  readonly logLevel?: string
}

/** Requests under way may take so long after a signal. Milliseconds. */
const patience = 10_000

const start = async (config: ServerConfig): Promise<RunningServer> => {
  try {
    return await startServer(config)
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new CommandError(`port ${config.port} is in use: choose another by PORT or --port`)
    if (code === 'EACCES' && syscall === 'listen')
      throw new CommandError(
        `port ${config.port} may not be listened on: choose one above 1023 by PORT or --port`,
      )
    if (syscall === 'listen' || syscall === 'getaddrinfo')
      throw new CommandError(`host ${config.host} cannot be listened on: ${reasonOf(error)}`)
    throw error
  }
}

/** Resolves at the first signal that asks the process to end; a second one ends it at once. */
const askedToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
    }
  })

export const serveCommand = (): Command =>
  configuredCommand('serve', 'Runs the server.', [
    'mandate serve',
    'mandate serve --port 8080 --issuer https://id.example.com',
    'mandate serve --database postgres://mandate@db.example.com/mandate',
  ])
    .option('--port <number>', 'TCP port (PORT; default: 4000)')
    .option('--host <host>', 'name or address to listen on (HOST; default: localhost)')
    .option('--issuer <url>', 'the URL by which clients know this server (MANDATE_ISSUER)')
    .option('--data-directory <path>', 'where the server keeps its files (MANDATE_DATA_DIRECTORY)')
    .option('--log-level <level>', 'trace, debug, info, warn, error, fatal or silent (LOG_LEVEL)')
    .action(async (options: Options) => {
      const output = createOutput(options)
      const { port, host, issuer, database, dataDirectory, logLevel } = options
      const config = await loadConfig({
        configFile: options.config,
        flags: { port, host, issuer, database, dataDirectory, logLevel },
      })
      const ended = askedToEnd()
      const server = await start(config)
      output.result({ issuer: server.url, port: server.port }, () =>
        [
          `Mandate serves ${server.url} (port ${server.port}, ${describeDatabase(config.database)})`,
          ...(server.developmentMailsUrl === undefined
            ? []
            : [`No mail server is configured: mails are shown at ${server.developmentMailsUrl}`]),
        ].join('\n'),
      )
      await ended
      output.say('Finishing the requests under way…')
      setTimeout(() => process.exit(1), patience).unref()
      await server.close()
    })
