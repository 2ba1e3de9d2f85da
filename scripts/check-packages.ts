import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { startProcess } from './own-process.ts'
import { untilItAnswers } from './until-it-answers.ts'

/**
 * Installs what would be published into an empty project and uses it: every export is imported and has types, the
 * binary prints its help and serves. Run `npm run build` first.
 */

interface Manifest {
  name: string
  exports?: Record<string, unknown>
  bin?: Record<string, string>
}

const root = join(import.meta.dirname, '..')
const compiler = join(root, 'node_modules/typescript/bin/tsc')
// `#!/usr/bin/env node` must find the Node that we test with.
const env = { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) }

const folder = mkdtempSync(join(tmpdir(), 'mandate-packages-'))
try {
  const project = join(folder, 'project')
  mkdirSync(project)
  for (const name of ['packages/mandate', 'packages/guard']) {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: join(root, name),
      stdio: 'inherit',
    })
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const tarballs = globSync('*.tgz', { cwd: folder }).map((name) => join(folder, name))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...tarballs], { cwd: project, stdio: 'inherit' })
  for (const name of ['mandate', 'mandate-guard']) await checkPackage(project, name)
  checkHelp(project)
  await checkServe(project)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function checkPackage(project: string, name: string): Promise<void> {
  const place = join(project, 'node_modules', name)
  const manifest: Manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'))
  const stray = globSync('**/*', { cwd: place, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .filter((path) => !/^(bin\/|dist\/|node_modules\/|package\.json$|README\.md$|LICENSE$)/.test(path))
  if (stray.length > 0) throw new Error(`${name} would publish ${stray.join(', ')}`)

  const { messages } = await publint({ pkgDir: place, pack: false, strict: true })
  // The condition by which this repository runs unbuilt leads to sources that are not published.
  const complaints = messages.filter(({ path }) => !path.includes('mandate-source'))
  if (complaints.length > 0) {
    throw new Error(
      `${name}: ${complaints.map((one) => formatMessage(one, manifest, { color: false })).join('; ')}`,
    )
  }

  const paths = Object.keys(manifest.exports ?? {}).filter((path) => path !== './package.json')
  if (paths.length === 0) throw new Error(`${name} exports nothing`)
  for (const path of paths) {
    const specifier = name + path.slice(1)
    const names = execFileSync(
      process.execPath,
      ['--input-type=module', '--eval', `console.log(Object.keys(await import('${specifier}')).join(', '))`],
      { cwd: project, encoding: 'utf8' },
    ).trim()
    if (names === '') throw new Error(`${specifier} exports nothing`)
    console.log(`${specifier} exports ${names}`)
    const consumer = `import { ${names} } from '${specifier}'\nexport const all: unknown[] = [${names}]\n`
    writeFileSync(join(project, 'consumer.ts'), consumer)
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024']
    execFileSync(process.execPath, [compiler, ...flags, 'consumer.ts'], { cwd: project, stdio: 'inherit' })
  }
}

function checkHelp(project: string): void {
  const help = execFileSync('node_modules/.bin/mandate', ['--help'], { cwd: project, env, encoding: 'utf8' })
  for (const command of ['serve', 'init', 'migrate', 'apply', 'export', 'user', 'app', 'key', 'doctor']) {
    if (!new RegExp(`\\b${command}\\b`).test(help))
      throw new Error(`mandate --help does not name ${command}:\n${help}`)
  }
  console.log('mandate --help names every command')
}

async function checkServe(project: string): Promise<void> {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const since = performance.now()
  const server = startProcess('node_modules/.bin/mandate', ['serve'], {
    cwd: project,
    env: { ...env, PORT: String(port), MANDATE_ISSUER: issuer },
  })
  try {
    await untilItAnswers(`${issuer}/.well-known/openid-configuration`, { since, within: 10_000 })
    const { body } = await untilItAnswers(`${issuer}/login`, { since, within: 10_000 })
    const stylesheet = /href="([^"]+\.css)"/.exec(body)?.[1]
    if (stylesheet === undefined) throw new Error(`/login links to no stylesheet:\n${body}`)
    await untilItAnswers(new URL(stylesheet, issuer).href, { since, within: 10_000 })
    console.log('mandate serve answers discovery, /login and its stylesheet')
  } catch (error) {
    throw new Error(`mandate serve printed:\n${server.output()}`, { cause: error })
  } finally {
    await server.end('SIGTERM')
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('No loopback port could be opened')
  return address.port
}
