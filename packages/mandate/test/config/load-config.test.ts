import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { ConfigurationError, type LoadOptions, loadConfig } from '../../src/server/config.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mandate-config-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const load = (options: LoadOptions = {}) => loadConfig({ directory, environment: {}, ...options })

const problemsOf = async (options: LoadOptions): Promise<readonly string[]> => {
  try {
    await load(options)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
  return []
}

const writeConfig = (body: string, name = 'mandate.config.ts') =>
  writeFile(
    join(directory, name),
    `import { defineConfig } from 'mandate'\nexport default defineConfig(${body})\n`,
  )

describe('without anything', () => {
  test('every key has its default', async () => {
    const config = await load()
    assert.equal(config.issuer, 'http://localhost:4000')
    assert.equal(config.port, 4000)
    assert.equal(config.host, 'localhost')
    assert.deepEqual(config.database, { dialect: 'sqlite', path: join(directory, 'data/mandate.db') })
    assert.equal(config.dataDirectory, join(directory, 'data'))
    assert.equal(config.secret, undefined)
    assert.equal(config.mail, undefined)
    assert.equal(config.signUp, 'open')
    assert.deepEqual(config.appsActingAsUsers, [])
    assert.deepEqual(config.lifetimes, {
      authorizationCode: 60,
      accessToken: 3600,
      jwtAccessToken: 300,
      refreshToken: 2_592_000,
      idToken: 3600,
      replayWindow: 10,
    })
  })

  test('the issuer follows the port, unless it is named', async () => {
    assert.equal((await load({ environment: { PORT: '8080' } })).issuer, 'http://localhost:8080')
    const named = await load({ environment: { PORT: '8080', MANDATE_ISSUER: 'https://id.example.com/a' } })
    assert.equal(named.issuer, 'https://id.example.com/a')
  })

  test('the database lies in the data directory that is named', async () => {
    const { database } = await load({ environment: { MANDATE_DATA_DIRECTORY: 'elsewhere' } })
    assert.deepEqual(database, { dialect: 'sqlite', path: join(directory, 'elsewhere/mandate.db') })
  })
})

describe('where a value comes from', () => {
  test('the file says what keys begin with, and which apps may act as users', async () => {
    await writeConfig("{ tokenPrefixes: { personalToken: 'acme_pat_' }, actAsUsers: { apps: ['bridge'] } }")
    const { tokenPrefixes, appsActingAsUsers } = await load()
    assert.equal(tokenPrefixes.personalToken, 'acme_pat_')
    assert.equal(tokenPrefixes.operatorKey, 'mop_')
    assert.deepEqual(appsActingAsUsers, ['bridge'])
  })

  test('flags come before the environment, the environment before the file', async () => {
    await writeConfig("{ port: 1001, host: '::1', logLevel: 'warn', branding: { platformName: 'File' } }")
    const config = await load({
      environment: { PORT: '1002', LOG_LEVEL: 'debug' },
      flags: { port: '1003' },
    })
    assert.equal(config.port, 1003)
    assert.equal(config.logLevel, 'debug')
    assert.equal(config.host, '::1')
    assert.equal(config.branding.platformName, 'File')
  })

  test('the environment adds to an object of the file', async () => {
    await writeConfig("{ mail: { smtpUrl: 'smtp://localhost', from: 'a@example.com' } }")
    const { mail } = await load({ environment: { MANDATE_MAIL_FROM: 'b@example.com' } })
    assert.deepEqual(mail, { smtpUrl: 'smtp://localhost', from: 'b@example.com' })
  })

  test('an empty variable counts as absent', async () => {
    assert.equal((await load({ environment: { PORT: '', MANDATE_ISSUER: '' } })).port, 4000)
  })

  test('a secret may stand in a file', async () => {
    const file = join(directory, 'secret.txt')
    await writeFile(file, `${'s'.repeat(40)}\n`)
    assert.equal((await load({ environment: { MANDATE_SECRET_FILE: file } })).secret, 's'.repeat(40))
    const both = { MANDATE_SECRET_FILE: file, MANDATE_SECRET: 't'.repeat(40) }
    assert.deepEqual(await problemsOf({ environment: both }), [
      'MANDATE_SECRET and MANDATE_SECRET_FILE are both set in the environment: leave one out',
    ])
    const [problem] = await problemsOf({ environment: { MANDATE_SECRET_FILE: join(directory, 'none') } })
    assert.match(problem ?? '', /^MANDATE_SECRET_FILE in the environment names a file that cannot be read/)
  })

  test('lists are separated by commas', async () => {
    const environment = { MANDATE_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }
    assert.deepEqual((await load({ environment })).trustedProxies, ['10.0.0.0/8', '::1'])
  })
})

describe('what stops the start', () => {
  test('a file that --config names and that is not there', async () => {
    assert.deepEqual(await problemsOf({ configFile: 'other.ts' }), [
      '--config names other.ts, which does not exist',
    ])
  })

  test('a file without a default export, one that cannot be run, one that exports no object', async () => {
    await writeFile(join(directory, 'a.mjs'), 'export const port = 1\n')
    assert.match((await problemsOf({ configFile: 'a.mjs' }))[0] ?? '', /^a\.mjs has no default export/)
    await writeFile(join(directory, 'b.mjs'), 'export default {{\n')
    assert.match((await problemsOf({ configFile: 'b.mjs' }))[0] ?? '', /^b\.mjs cannot be loaded: /)
    await writeFile(join(directory, 'c.mjs'), 'export default 1\n')
    assert.match((await problemsOf({ configFile: 'c.mjs' }))[0] ?? '', /^c\.mjs: the default export must be/)
  })

  test('an unknown key, with the one that was probably meant', async () => {
    await writeConfig(
      '{ prot: 1, branding: { platformNme: 1 }, lifetimes: { acessToken: 5 }, zzz: 1 } as never',
    )
    assert.deepEqual((await problemsOf({})).toSorted(), [
      'branding.platformNme (mandate.config.ts) is not a known key; did you mean platformName?',
      'lifetimes.acessToken (mandate.config.ts) is not a known key; did you mean accessToken?',
      'prot (mandate.config.ts) is not a known key; did you mean port?',
      'zzz (mandate.config.ts) is not a known key',
    ])
  })

  test('an unknown variable of ours, but not what Kubernetes sets beside a service of our name', async () => {
    const environment = {
      MANDATE_ISUER: 'https://id.example.com',
      MANDATE_SERVICE_HOST: '10.0.0.1',
      MANDATE_PORT: 'tcp://10.0.0.1:80',
      MANDATE_PORT_80_TCP_ADDR: '10.0.0.1',
      HOME: '/',
    }
    assert.deepEqual(await problemsOf({ environment }), [
      'MANDATE_ISUER in the environment is not a known key; did you mean MANDATE_ISSUER?',
    ])
  })

  test('all problems at once, each with its key and its origin, and no value', async () => {
    await writeConfig("{ logLevel: 'loud', tokenPrefixes: { refreshToken: 'mat_' } } as never")
    const problems = await problemsOf({
      environment: {
        MANDATE_DATABASE: 'mysql://root:hunter2@db',
        MANDATE_SECRET: 'hunter2',
        MANDATE_SMTP_URL: 'hunter2',
        MANDATE_TRUSTED_PROXIES: '10.0.0.1,10.0.0.0/33',
        MANDATE_METRICS_TOKEN: 'hunter2',
      },
      flags: { port: 'http', issuer: 'http://id.example.com' },
    })
    assert.deepEqual(problems, [
      'issuer (--issuer) must use https; http is for localhost, 127.0.0.1 and [::1] only',
      'port (--port) must be a whole number',
      'database (MANDATE_DATABASE in the environment) must be sqlite:FILE, sqlite::memory: or postgres://USER:PASSWORD@HOST/NAME',
      'secret (MANDATE_SECRET in the environment) must have at least 32 characters',
      'logLevel (mandate.config.ts) must be one of trace, debug, info, warn, error, fatal, silent',
      'mail.smtpUrl (MANDATE_SMTP_URL in the environment) must be smtp://USER:PASSWORD@HOST:PORT or smtps://…',
      'mail.from is missing: set it in the config file, or by MANDATE_MAIL_FROM in the environment',
      'trustedProxies[1] (MANDATE_TRUSTED_PROXIES in the environment) must be an IP address or a range such as 10.0.0.0/8',
      'metricsToken (MANDATE_METRICS_TOKEN in the environment) must have at least 16 characters',
      'tokenPrefixes.accessToken (mandate.config.ts) must not be how tokenPrefixes.refreshToken begins, or one kind would pass for the other',
      'tokenPrefixes.refreshToken (mandate.config.ts) must not be how tokenPrefixes.accessToken begins, or one kind would pass for the other',
    ])
  })

  test('PostgreSQL without a secret, since every instance would make its own', async () => {
    const environment = { MANDATE_DATABASE: 'postgres://db.example.com/mandate' }
    assert.match((await problemsOf({ environment }))[0] ?? '', /^secret is missing: .*MANDATE_SECRET/)
    const { database } = await load({ environment: { ...environment, MANDATE_SECRET: 's'.repeat(32) } })
    assert.deepEqual(database, { dialect: 'postgres', url: 'postgres://db.example.com/mandate' })
  })

  test('any free port without an issuer', async () => {
    assert.match((await problemsOf({ environment: { PORT: '0' } }))[0] ?? '', /^port .* issuer must be given/)
    const environment = { PORT: '0', MANDATE_ISSUER: 'http://localhost:1234' }
    assert.equal((await load({ environment })).port, 0)
  })
})
