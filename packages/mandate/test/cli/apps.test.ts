import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { createAttemptLog } from '../../src/platform/attempts/attempt-log.ts'
import { fileRegistrationRequest } from '../../src/platform/registration-requests/file-request.ts'
import { createThrottle } from '../../src/platform/sign-in/throttle.ts'
import { systemClock } from '../../src/protocol/clock.ts'
import { defaultLifetimes } from '../../src/protocol/context.ts'
import { registeredNames } from '../../src/server/registered-names.ts'
import { createAppStore } from '../../src/store/apps.ts'
import { createAttemptStore } from '../../src/store/attempts.ts'
import { createLimiters } from '../../src/store/limiters.ts'
import { createRegistrationFacts } from '../../src/store/registration-facts.ts'
import { createRegistrationRequestStore } from '../../src/store/registration-requests.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { contractState } from '../state/contract-state.ts'
import { createPlace, type Place } from './mandate.ts'

let place: Place
before(async () => {
  place = await createPlace()
  await place.run(['apply', '-'], { input: JSON.stringify(contractState) })
})
after(() => place.dispose())

interface ShownApp {
  readonly clientId: string
  readonly clientSecret?: string
  readonly owner: string | null
  readonly published: boolean
  readonly verified: boolean
  readonly actsAsUsers: boolean
  readonly managers: readonly string[]
  readonly scopes: readonly string[]
}

const fails = async (words: readonly string[], status: number, sentence: RegExp) => {
  const result = await place.run(words)
  assert.equal(result.status, status)
  assert.equal(result.stdout, '')
  assert.match(result.stderr, sentence)
}

describe('an app on the command line', () => {
  test('says its manifest, and is made again from it', async () => {
    const { stdout } = await place.run(['app', 'manifest', 'demo'])
    const manifest = JSON.parse(stdout)
    assert.equal(manifest.clientId, undefined)
    await writeFile(join(place.directory, 'demo.json'), stdout)
    const words = [
      'app',
      'create',
      '--manifest',
      'demo.json',
      '--client-id',
      'copy',
      '--owner',
      'acme',
      '--draft',
    ]
    const copy = await place.json<ShownApp>(words)
    assert.equal(copy.published, false)
    assert.match(copy.clientSecret ?? '', /^mcs_/)
    assert.deepEqual(JSON.parse((await place.run(['app', 'export', 'copy'])).stdout), manifest)
  })

  test('is changed by options, and by a manifest', async () => {
    const changed = await place.json<ShownApp & { changed: string[] }>([
      'app',
      'update',
      'copy',
      '--name',
      'Copy',
    ])
    assert.deepEqual(changed.changed, ['name'])
    const { stdout } = await place.run(['app', 'update', 'copy', '--manifest', 'demo.json'])
    assert.equal(stdout, 'Changed name of Demo.\n')
    await fails(['app', 'update', 'copy'], 2, /^error: say what to change/)
    await fails(
      ['app', 'update', 'copy', '--redirect-uri', 'http://copy.example/', '--scope', 'nowhere'],
      1,
      /^error: redirectUris\[0\] must use https.*\nerror: scopes\[0\] names the scope nowhere/,
    )
  })

  test('is published, verified, managed and handed over', async () => {
    assert.equal((await place.json<ShownApp>(['app', 'publish', 'copy'])).published, true)
    assert.match((await place.run(['app', 'publish', 'copy'])).stdout, /^Demo was already published\.\n$/)
    assert.equal((await place.json<ShownApp>(['app', 'verify', 'copy'])).verified, true)
    assert.equal((await place.json<ShownApp>(['app', 'let-act-as-users', 'copy'])).actsAsUsers, true)
    const managed = await place.json<ShownApp>(['app', 'manager', 'add', 'copy', 'ADA@example.com'])
    assert.deepEqual(managed.managers, ['ada@example.com'])
    const offered = await place.json<ShownApp>(['app', 'transfer', 'copy', 'ada@example.com', '--offer'])
    assert.equal(offered.owner, 'acme')
    const given = await place.json<ShownApp>(['app', 'transfer', 'copy', 'ada@example.com'])
    assert.equal(given.owner, 'ada@example.com')
    assert.deepEqual([given.verified, given.actsAsUsers, given.managers], [false, false, []])
    await fails(
      ['app', 'transfer', 'copy', 'ada@example.com'],
      1,
      /^error: Demo belongs to ada@example\.com already/,
    )
    await fails(['app', 'transfer', 'copy', 'nowhere'], 1, /^error: there is no organization nowhere/)
  })

  test('has no more secrets than it may', async () => {
    for (let more = 0; more < 4; more++)
      await place.run(['app', 'secret', 'add', 'copy', '--name', `no ${more}`])
    await fails(['app', 'secret', 'add', 'copy'], 1, /^error: Demo has 5 live secrets, as many as it may/)
    assert.match(
      (await place.run(['app', 'secret', 'list', 'copy'])).stdout,
      /^ID +NAME +ENDS WITH +MADE +EXPIRES/,
    )
  })
})

describe('the attempts of an app on the command line', () => {
  test('are shown with what to do', async () => {
    const database = openSqlite(join(place.directory, 'data/mandate.db'))
    const [app] = await createAppStore(database).findApps(['copy'])
    assert.ok(app)
    const log = createAttemptLog({
      attempts: createAttemptStore(database),
      clock: systemClock,
      key: Buffer.alloc(32),
    })
    const attempt = { endpoint: 'token', client: { ...app.client, appId: app.id }, step: 'grant' } as const
    const refusal = {
      code: 'invalid_grant',
      reason: 'code_expired',
      description: 'Too old.',
      detail: undefined,
    }
    log.record(attempt, refusal, { requestId: 'req_1', headers: {} })
    log.record(attempt, undefined, { requestId: 'req_2', headers: {} })
    await log.flush()
    await database.close()
    const { stdout } = await place.run(['app', 'attempts', 'copy', '--outcome', 'failed'])
    assert.match(
      stdout,
      /token failed {2}req_1\n {2}code_expired, at the step grant\n {2}Too old\.\n {2}Redeem it/,
    )
    const all = await place.json<{ requestId: string }[]>(['app', 'attempts', 'copy'])
    assert.deepEqual(
      all.map(({ requestId }) => requestId),
      ['req_2', 'req_1'],
    )
    await fails(['app', 'attempts', 'copy', '--limit', '0'], 2, /whole number from 1 to 1000/)
  })
})

describe('a request for an app on the command line', () => {
  const file = async (name: string): Promise<string> => {
    const database = openSqlite(join(place.directory, 'data/mandate.db'))
    const filed = await fileRegistrationRequest(
      {
        request: {
          name,
          email: 'outside@example.net',
          redirectUris: ['https://outside.example/callback'],
          scopes: ['openid'],
          useCase: 'Shows the posts of our customers beside their invoices.',
        },
        origin: { address: '192.0.2.1' },
      },
      {
        clock: systemClock,
        registration: createRegistrationFacts(database, registeredNames),
        lifetimes: defaultLifetimes,
        appRequests: 'open',
        registrationRequests: createRegistrationRequestStore(database),
        throttle: createThrottle(Buffer.alloc(32), { limiters: createLimiters(database) }),
      },
    )
    await database.close()
    assert.ok(filed.outcome === 'filed')
    return filed.requestId
  }

  test('is listed, approved and declined', async () => {
    const [first, second] = [await file('Outside'), await file('Unwanted')]
    const { stdout } = await place.run(['request', 'list'])
    assert.match(stdout, /^Outside \(confidential\), asked for by outside@example\.net at/)
    const approved = await place.json<{ pickUpUrl: string; clientId: string }>(['request', 'approve', first])
    assert.match(approved.pickUpUrl, /^http:\/\/localhost:4000\/app-credentials\?token=mpu_\w{49}$/)
    assert.equal((await place.json<ShownApp>(['app', 'show', approved.clientId])).published, false)
    const declined = await place.run(['request', 'decline', second, '--note', 'Not now.'])
    assert.equal(declined.stdout, 'Declined.\n')
    assert.match(declined.stderr, /no mail server is configured/)
    assert.deepEqual(await place.json(['request', 'list']), [])
    const [kept] = await place.json<{ note: string }[]>(['request', 'list', '--status', 'declined'])
    assert.equal(kept?.note, 'Not now.')
    await fails(['request', 'approve', first], 1, /^error: there is no request rreq_\w+ that waits/)
  })
})
