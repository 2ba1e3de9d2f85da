/** What `npm start` runs: the server, and on a server that is for trying things out the example API and app. */
import { parseArgs } from 'node:util'
import { LostSecretError } from '../packages/mandate/src/protocol/sealing.ts'
import { ConfigurationError, loadConfig, type ServerConfig } from '../packages/mandate/src/server/config.ts'
import { type RunningServer, startServer } from '../packages/mandate/src/server/start-server.ts'
import { ideas } from './demo/ideas.ts'
import { demoObstacle, prepareDemo } from './demo/prepare-demo.ts'
import { type RunningExamples, startExamples } from './demo/start-examples.ts'
import { tellNote, tellReady, tellStep } from './demo/tell.ts'
import { type DemoWorld, readDemoWorld } from './demo/world.ts'

const STOP_WITHIN_MILLISECONDS = 9000

const readFlags = (): { demo: boolean } => {
  try {
    const { values } = parseArgs({ options: { 'no-demo': { type: 'boolean' } } })
    return { demo: values['no-demo'] !== true }
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : error}`)
    console.error('usage: npm start [-- --no-demo]')
    process.exit(2)
  }
}

/** The demo that this start shows, if it shows one. */
const openDemo = async (
  config: ServerConfig,
): Promise<{ world: DemoWorld; examples: RunningExamples } | undefined> => {
  const obstacle = demoObstacle(config)
  if (obstacle) {
    tellNote(`Without the demo, since ${obstacle}`)
    return undefined
  }
  const world = readDemoWorld()
  const presence = await prepareDemo(config, world)
  if (presence === 'absent') {
    tellNote('Without the demo, since the database was begun without it')
    return undefined
  }
  tellStep(presence === 'made' ? 'The demo world is made' : 'The demo world is there')
  const examples = await startExamples(config.issuer, world)
  tellStep(`The example API listens on ${examples.apiOrigin}`)
  tellStep(`The example app listens on ${examples.appOrigin}`)
  return { world, examples }
}

const startPageDemo = (world: DemoWorld, { appOrigin, apiOrigin }: RunningExamples) => ({
  links: [
    {
      title: 'Acme Sync',
      url: appOrigin,
      text: 'An app that somebody else wrote. Sign in there with one of the accounts below, and let it call the API.',
    },
    {
      title: 'The Northwind API',
      url: `${apiOrigin}/posts`,
      text: 'What the app calls. Without an access token it refuses, and says what it needs.',
    },
  ],
  ideas,
  accounts: world.accounts,
})

/** npm passes a signal on to the shell between it and this process only; the shell's end is then all there is to see. */
const stopWithTheShell = (stop: () => unknown): void => {
  if (process.env.npm_lifecycle_event !== 'start') return
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    stop()
  }, 500)
  watch.unref()
}

const stopOnSignal = (close: () => Promise<unknown>): void => {
  let stopping = false
  const stop = () => {
    // Whoever presses Ctrl-C a second time does not want to wait.
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), STOP_WITHIN_MILLISECONDS).unref()
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  stopWithTheShell(() => stopping || stop())
}

const sayWhy = (error: unknown, config: ServerConfig | undefined): void => {
  if (error instanceof ConfigurationError) {
    for (const problem of error.problems) console.error(`error: ${problem}`)
  } else if (error instanceof LostSecretError) {
    console.error(`error: ${error.message}`)
  } else if (config && error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    console.error(`error: port ${config.port} is taken; choose another one: PORT=4010 npm start`)
  } else {
    console.error(error)
  }
}

const start = async (): Promise<void> => {
  const flags = readFlags()
  let config: ServerConfig | undefined
  let demo: Awaited<ReturnType<typeof openDemo>>
  try {
    const loaded = await loadConfig()
    demo = flags.demo ? await openDemo(loaded) : undefined
    config = demo ? withDemoDefaults(loaded, demo.world) : loaded
    const server: RunningServer = await startServer(
      config,
      demo ? { demo: startPageDemo(demo.world, demo.examples) } : {},
    )
    const { examples } = demo ?? {}
    // The API has something left to report to the server.
    stopOnSignal(async () => {
      await examples?.close()
      await server.close()
    })
    tellStep(`Mandate serves ${config.issuer}`)
    const { issuer, dataDirectory } = config
    tellReady({ issuer, developmentMailsUrl: server.developmentMailsUrl, dataDirectory, demo })
  } catch (error) {
    sayWhy(error, config)
    await demo?.examples.close()
    process.exitCode = 1
  }
}

/** A platform's name for the pages, and a terminal that tells what to open instead of listing requests. */
const withDemoDefaults = (config: ServerConfig, { platformName }: DemoWorld): ServerConfig => {
  const named = config.branding.platformName !== 'Mandate'
  return {
    ...config,
    logLevel: process.env.LOG_LEVEL ? config.logLevel : 'warn',
    branding: named ? config.branding : { ...config.branding, platformName },
  }
}

await start()
