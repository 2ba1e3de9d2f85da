import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { nodeProblem } from '../../src/cli/node-version.ts'
import { createPlace, type Place } from './mandate.ts'

let place: Place
before(async () => {
  place = await createPlace()
})
after(() => place.dispose())

describe('the version of Node', () => {
  test('is told of where it is too old', () => {
    assert.match(nodeProblem('20.19.4') ?? '', /needs Node 24 or newer, and this is Node 20\.19\.4/)
    assert.match(nodeProblem('23.11.0') ?? '', /needs Node 24/)
    assert.equal(nodeProblem('24.0.0'), undefined)
    assert.equal(nodeProblem('101.0.0'), undefined)
  })

  test('stops the start before anything else is loaded', async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { node: '20.19.4' } })"
    const { status, stdout, stderr } = await place.run(['serve'], {
      node: ['--import', `data:text/javascript,${encodeURIComponent(older)}`],
    })
    assert.equal(status, 1)
    assert.equal(stdout, '')
    assert.match(stderr, /^error: mandate needs Node 24 or newer, and this is Node 20\.19\.4: .*\n$/)
  })

  test('is judged by files that an old Node can read', async () => {
    for (const name of ['main.ts', 'node-version.ts']) {
      const text = await readFile(join(import.meta.dirname, '../../src/cli', name), 'utf8')
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      assert.doesNotMatch(code, /\?\.|\?\?|\|\|=|&&=|#\w+ in|await |import .* with|node:/, name)
    }
  })
})

describe('help', () => {
  const commands = ['serve', 'init', 'migrate', 'apply', 'export', 'user', 'app', 'org', 'key', 'doctor']

  test('lists the commands', async () => {
    const { status, stdout, stderr } = await place.run(['--help'])
    assert.equal(status, 0)
    assert.equal(stderr, '')
    for (const name of commands) assert.match(stdout, new RegExp(`^ {2}${name} `, 'm'))
  })

  // A process each: one of every kind is enough.
  for (const words of [['serve'], ['user'], ['app', 'secret'], ['key', 'rotate']]) {
    test(`of ${words.join(' ')} begins with examples`, async () => {
      const { status, stdout, stderr } = await place.run([...words, '--help'])
      assert.equal(status, 0)
      assert.equal(stderr, '')
      assert.match(stdout, /^Examples:\n {2}\$ /)
      assert.match(stdout, new RegExp(`^Usage: mandate ${words.join(' ')}`, 'm'))
    })
  }

  test('of a command may be asked for the other way round', async () => {
    assert.equal((await place.run(['help', 'apply'])).stdout, (await place.run(['apply', '--help'])).stdout)
  })

  test('is what a call without a command gets, as an error', async () => {
    const { status, stdout, stderr } = await place.run([])
    assert.equal(status, 2)
    assert.equal(stdout, '')
    assert.match(stderr, /^Usage: mandate/m)
  })
})

describe('a wrong call ends with 2 and says what was meant', () => {
  for (const [words, sentence] of [
    [['srve'], /unknown command 'srve'\n\(Did you mean serve\?\)/],
    [['serve', '--prot', '1'], /unknown option '--prot'\n\(Did you mean --port\?\)/],
    [['apply'], /missing required argument 'file'/],
    [['key', 'rotate', '--algorithm', 'HS256'], /Allowed choices are RS256, ES256, EdDSA/],
    [['app', 'secret', 'demo', '--expires-in', 'soon'], /such as 90d/],
  ] as const) {
    test(words.join(' '), async () => {
      const { status, stdout, stderr } = await place.run(words)
      assert.equal(status, 2)
      assert.equal(stdout, '')
      assert.match(stderr, sentence)
    })
  }
})

describe('a wrong configuration ends with 1 and one sentence for each problem', () => {
  const sentences = async (words: readonly string[], environment: Record<string, string> = {}) => {
    const { status, stdout, stderr } = await place.run(words, { environment })
    assert.equal(status, 1)
    assert.equal(stdout, '')
    return stderr.trimEnd().split('\n')
  }

  test('from the environment and from flags', async () => {
    assert.deepEqual(
      await sentences(['serve', '--issuer', 'http://id.example.com'], { PORT: 'http', MANDATE_ISUER: 'x' }),
      [
        'error: MANDATE_ISUER in the environment is not a known key; did you mean MANDATE_ISSUER?',
        'error: issuer (--issuer) must use https; http is for localhost, 127.0.0.1 and [::1] only',
        'error: port (PORT in the environment) must be a whole number',
      ],
    )
  })

  test('from a file', async () => {
    const file = join(place.directory, 'wrong.config.ts')
    await writeFile(
      file,
      "import { defineConfig } from 'mandate'\nexport default defineConfig({ prot: 1 } as never)\n",
    )
    assert.deepEqual(await sentences(['user', 'list', '--config', file]), [
      'error: prot (wrong.config.ts) is not a known key; did you mean port?',
    ])
    assert.deepEqual(await sentences(['serve', '--config', 'missing.ts']), [
      'error: --config names missing.ts, which does not exist',
    ])
  })

  test('a database that cannot be used is told of without its password', async () => {
    const environment = {
      MANDATE_DATABASE: 'postgres://mandate:hunter2@127.0.0.1:1/mandate',
      MANDATE_SECRET: 's'.repeat(32),
    }
    for (const words of [['user', 'list'], ['serve']]) {
      const [sentence, ...more] = await sentences(words, environment)
      assert.deepEqual(more, [])
      assert.match(
        sentence ?? '',
        /^error: the database \(PostgreSQL at 127\.0\.0\.1:1\/mandate\) cannot be used: .+/,
      )
      assert.doesNotMatch(sentence ?? '', /hunter2/)
    }
    const [file] = await sentences(['user', 'list', '--database', 'sqlite:/dev/null/mandate.db'])
    assert.match(file ?? '', /^error: the database \(SQLite in \/dev\/null\/mandate\.db\) cannot be used: /)
  })
})
