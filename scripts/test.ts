import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'

/**
 * Runs the tests: `node scripts/test.ts [--browser] [words and options…]`. A word chooses the files whose path holds
 * it, as in `npm test -- store`; an option such as `--test-name-pattern=rotate` goes to node's test runner.
 * `DATABASES` chooses the databases (see testDatabases); what they need is started here, once for all files.
 */
import { prepareDatabases } from 'mandate-testkit'

const given = process.argv.slice(2)
const browser = given.includes('--browser')
const options = given.filter((word) => word.startsWith('--') && word !== '--browser')
const words = given.filter((word) => !word.startsWith('--'))

const files = globSync(['packages/*/test/**/*.test.ts', 'conformance/**/*.test.ts', 'examples/**/*.test.ts'])
  .filter((path) => !path.includes('node_modules'))
  .filter((path) => path.endsWith('.browser.test.ts') === browser)
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort()

if (files.length === 0) {
  console.error(`No test file's path holds ${words.join(' or ')}`)
  process.exit(1)
}

const databases = await prepareDatabases()
// A Chromium and a server for each file are enough for two cores.
const concurrency = browser ? 1 : 2
const runner = spawn(
  process.execPath,
  [
    '--conditions=mandate-source',
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-timeout=300000',
    ...options,
    ...files,
  ],
  { stdio: 'inherit', env: { ...process.env, ...databases.environment } },
)
const [code] = await once(runner, 'exit')
await databases.stop()
process.exitCode = code ?? 1
