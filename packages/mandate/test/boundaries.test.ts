import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, test } from 'node:test'
import {
  type Check,
  checkDeadFiles,
  checkDirection,
  checkForbidden,
  checkLength,
  checkNames,
  checkNoDefaultExports,
  checkNoEscape,
  checkOneFileOnly,
  checkTypesOnly,
  type Direction,
  type Forbidden,
  type OneFileOnly,
} from './boundaries/rules.ts'
import { readSource } from './boundaries/source-file.ts'

/** What one file of packages/mandate/src does for all others. */
const oneFileOnly: readonly OneFileOnly[] = [
  { what: 'the time', file: 'protocol/clock.ts', uses: ['Date.now', 'new Date()'] },
  { what: 'randomness', file: 'protocol/random.ts', uses: randomness() },
  { what: 'the JOSE library', file: 'protocol/tokens/jws.ts', modules: [/^jose($|\/)/] },
  { what: 'the environment', file: 'server/config.ts', uses: ['process.env', 'node:process#env'] },
  { what: 'requests to other servers', file: 'nobody', ...outgoingRequests() },
  { what: 'upstream providers', file: 'server/upstream/openid-provider.ts', modules: [/^openid-client$/] },
  { what: 'SQLite', file: 'store/sqlite.ts', modules: [/^node:sqlite$/] },
  { what: 'PostgreSQL', file: 'store/postgres.ts', modules: [/^pg($|\/)/] },
  { what: 'the HTTP framework', file: 'server/http/router.ts', modules: [/^hono($|\/)/, /^@hono\//] },
  {
    what: 'the listening socket',
    file: 'server/http/node.ts',
    uses: ['node:http#createServer', 'process.getBuiltinModule'],
  },
  { what: 'the log', file: 'server/log.ts', modules: [/^pino($|-)/] },
  { what: 'metrics', file: 'server/metrics.ts', modules: [/^prom-client$/] },
  { what: 'SMTP', file: 'server/mail/smtp-mailer.ts', modules: [/^nodemailer($|\/)/] },
]

/** What one file of packages/guard/src does for all others. */
const oneFileOnlyInGuard: readonly OneFileOnly[] = [
  { what: 'the time', file: 'settings.ts', uses: ['Date.now', 'new Date()'] },
  { what: 'the JOSE library', file: 'jwt.ts', modules: [/^jose($|\/)/] },
  { what: 'requests to other servers', file: 'settings.ts', ...outgoingRequests() },
  { what: 'the environment', file: 'nobody', uses: ['process.env', 'node:process#env'] },
  { what: 'randomness', file: 'nobody', uses: randomness() },
]

/** Who may import whom, besides itself. The longest entry that fits a file counts. */
const direction: Direction = {
  protocol: [],
  platform: ['protocol'],
  store: ['protocol', 'platform'],
  console: ['protocol', 'platform'],
  profiles: ['protocol', 'platform'],
  'server/api': ['protocol', 'platform'],
  server: ['protocol', 'platform', 'console', 'profiles', 'server/api'],
  'server/compose.ts': 'everything',
  'server/compose-api.ts': 'everything',
  'server/compose-app-logs.ts': 'everything',
  'server/compose-mail.ts': 'everything',
  'server/compose-platform.ts': 'everything',
  // Opens the store that compose.ts puts under everything else.
  'server/open-database.ts': ['server', 'store'],
  'server/start-server.ts': ['server', 'server/compose.ts', 'server/open-database.ts'],
  cli: 'everything',
  'index.ts': 'everything',
}

/** What platform may take from protocol besides types: pure functions that need no request and no client. */
const sharedTools = [
  'protocol/argon2id.ts',
  'protocol/authority.ts',
  'protocol/errors.ts',
  'protocol/turns.ts',
  'protocol/clock.ts',
  'protocol/identifiers.ts',
  'protocol/loopback.ts',
  'protocol/random.ts',
  'protocol/redirect-uri.ts',
  'protocol/scopes.ts',
  'protocol/sealing.ts',
  'protocol/tokens/format.ts',
]

/** Neither protocol nor platform reads files, listens or speaks SQL; of node:net they take what parses addresses. */
const inputAndOutput: Forbidden = {
  modules: [
    /^node:(child_process|cluster|dgram|dns|fs|http|http2|https|inspector|readline|sqlite|tls)(\/|$)/,
    /^(hono|@hono\/.*|kysely|nodemailer|pg|pino)($|\/)/,
  ],
  uses: ['connect', 'createConnection', 'createServer', 'Server', 'Socket'].map((name) => `node:net#${name}`),
}

const entryPoints = ['index.ts', 'cli/main.ts']

const lineLimit = 300

function randomness(): string[] {
  const drawing = [
    'getRandomValues',
    'randomBytes',
    'randomFill',
    'randomFillSync',
    'randomInt',
    'randomUUID',
    'webcrypto',
  ]
  return ['Math.random', ...drawing.flatMap((name) => [`crypto.${name}`, `node:crypto#${name}`])]
}

function outgoingRequests(): Pick<OneFileOnly, 'modules' | 'uses'> {
  const requesting = ['http#request', 'http#get', 'https#request', 'https#get', 'http2#connect']
  return { modules: [/^undici($|\/)/], uses: ['fetch', ...requesting.map((name) => `node:${name}`)] }
}

const sourcesOf = (root: string) =>
  globSync('**/*.ts', { cwd: root }).map((path) =>
    readSource(path.replaceAll(sep, '/'), readFileSync(join(root, path), 'utf8')),
  )

const holds = (name: string, check: Check, files: ReturnType<typeof sourcesOf>): void => {
  test(name, () => {
    const violations = check(files)
    if (violations.length > 0) assert.fail(violations.join('\n'))
  })
}

const mandate = sourcesOf(join(import.meta.dirname, '../src'))
const guard = sourcesOf(join(import.meta.dirname, '../../guard/src'))

describe('the server', () => {
  holds('imports in one direction only', checkDirection(direction), mandate)
  holds('platform takes types and tools from protocol', typesForPlatform(), mandate)
  holds('protocol has no input or output', checkForbidden('protocol', inputAndOutput), mandate)
  holds('platform has no input or output', checkForbidden('platform', inputAndOutput), mandate)
  holds('imports nothing of the guard', checkForbidden('', { modules: [/^mandate-/] }), mandate)
  for (const rule of oneFileOnly) holds(`one file for ${rule.what}`, checkOneFileOnly(rule), mandate)
  holds('has no file that nothing imports', checkDeadFiles(entryPoints), mandate)
})

describe('the guard', () => {
  holds('imports nothing of the server', checkForbidden('', { modules: [/^mandate/] }), guard)
  for (const rule of oneFileOnlyInGuard) holds(`one file for ${rule.what}`, checkOneFileOnly(rule), guard)
  holds('has no file that nothing imports', checkDeadFiles(['index.ts', 'testing.ts']), guard)
})

describe('every package', () => {
  for (const [name, files] of Object.entries({ mandate, guard })) {
    holds(`${name}: files are short`, checkLength(lineLimit), files)
    holds(`${name}: no default exports`, checkNoDefaultExports, files)
    holds(`${name}: no drawers, names in kebab-case`, checkNames, files)
    holds(`${name}: imports stay in src`, checkNoEscape, files)
  }
})

function typesForPlatform(): Check {
  return checkTypesOnly({ from: 'platform', to: 'protocol', except: sharedTools })
}
