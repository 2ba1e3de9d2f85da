import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { startProcess } from './own-process.ts'
import { untilItAnswers } from './until-it-answers.ts'

/**
 * Does what a newcomer does, in a copy of the repository: `npm ci && npm start`, with the PATH's own Node. The server
 * must answer discovery within five seconds, and end when it is told to. `--empty-cache` downloads every package.
 */

const notCopied = new Set(['node_modules', '.git', 'dist', 'data', '.cache', 'coverage', 'screenshots'])
const issuer = 'http://localhost:4000'
const limit = 5000

const folder = mkdtempSync(join(tmpdir(), 'mandate-fresh-'))
const repository = join(folder, 'mandate')
try {
  cpSync(join(import.meta.dirname, '..'), repository, {
    recursive: true,
    filter: (path) => !notCopied.has(basename(path)),
  })
  const cache = process.argv.includes('--empty-cache') ? ['--cache', join(folder, 'cache')] : []
  const installing = performance.now()
  execFileSync('npm', ['ci', ...cache], { cwd: repository, env: newcomersEnvironment(), stdio: 'inherit' })
  console.log(
    `npm ci took ${seconds(performance.now() - installing)}${cache.length > 0 ? ' with an empty cache' : ''}`,
  )

  const node = execFileSync('node', ['--version'], { env: newcomersEnvironment(), encoding: 'utf8' }).trim()
  // Otherwise whatever listens there would pass for ours.
  if (await answers(issuer)) throw new Error(`Something listens on ${issuer} already`)
  const started = performance.now()
  const server = startProcess('npm', ['start'], { cwd: repository, env: newcomersEnvironment() })
  try {
    const discovery = await untilItAnswers(`${issuer}/.well-known/openid-configuration`, {
      since: started,
      within: limit,
    })
    const metadata: { issuer: string } = JSON.parse(discovery.body)
    if (server.hasEnded()) throw new Error('npm start has ended by itself')
    if (metadata.issuer !== issuer) throw new Error(`Discovery names the issuer ${metadata.issuer}`)
    console.log(`npm start (PATH's Node ${node}) served discovery after ${seconds(discovery.milliseconds)}`)
  } finally {
    const ending = performance.now()
    await server.end('SIGTERM')
    console.log(
      `SIGTERM ended it within ${seconds(performance.now() - ending)}; it had printed:\n${server.output()}`,
    )
  }
  if (await answers(issuer)) throw new Error(`Something still listens on ${issuer} after the end`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`
}

/** npm puts our node_modules/.bin, and so our Node, on the PATH of scripts; a newcomer's shell has neither. */
function newcomersEnvironment(): NodeJS.ProcessEnv {
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE$|INIT_CWD$|NODE_OPTIONS$|MANDATE_|PORT$|HOST$)/.test(name),
  )
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !/node_modules|node-gyp-bin/.test(part))
  return { ...Object.fromEntries(environment), PATH: path.join(delimiter) }
}
