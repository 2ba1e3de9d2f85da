/** Every route with every kind of credential: what is answered, and that a refusal changes nothing. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { TestServer } from 'mandate-testkit'
import { apiRoutes } from '../../src/server/api/api-routes.ts'
import { onEachDatabase } from '../http/on-each-database.ts'
import { callApi } from './api-client.ts'
import { organizationIdOf } from './keys.ts'
import { calls, type RouteCall } from './permissions/calls.ts'
import { columns, expected } from './permissions/expected.ts'
import { createThings, type Things } from './permissions/things.ts'
import { type Authorizations, giveCredentials, state } from './permissions/world.ts'

const statusOf = { o: 'done', '3': 403, '4': 404, '9': 409, b: 400 } as const

/** Noted behind answers, refusals included. */
const noted = /"(?:last_used_at|last_seen_at)":(?:null|\d+|"\d+")/g

/** What counts requests, whatever becomes of them. */
const counting = ['attempt_counts', 'attempts', 'audit_events']

/** Every row of every table, as text; of the audit log, which only grows, how long it is. */
const dump = async ({ database }: TestServer, tables: readonly string[]): Promise<ReadonlySet<string>> => {
  const { length } = await sql`select id from audit_events`.execute(database.kysely).then(({ rows }) => rows)
  const rows = new Set([`audit_events ${length}`])
  for (const name of tables) {
    const found = await sql`select * from ${sql.table(name)}`.execute(database.kysely)
    for (const row of found.rows) rows.add(`${name} ${JSON.stringify(row).replace(noted, '')}`)
  }
  return rows
}

const pathOf = (pattern: string, { params = {}, query }: RouteCall): string =>
  pattern.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? '')) +
  (query === undefined ? '' : `?${query}`)

/** The same call about what there is not. */
const elsewhere = ({ params = {}, ...call }: RouteCall): RouteCall => ({
  ...call,
  params: Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      `${value.slice(0, -4)}${value.endsWith('zzzz') ? 'yyyy' : 'zzzz'}`,
    ]),
  ),
})

describe('the table of permissions', () => {
  test('has a row and a call for each route', () => {
    const ids = apiRoutes.map(({ id }) => id).sort()
    assert.deepEqual(Object.keys(expected).sort(), ids)
    assert.deepEqual(Object.keys(calls).sort(), ids)
    for (const [id, row] of Object.entries(expected)) assert.equal(row.length, columns.length, id)
  })
})

onEachDatabase(
  'the permissions of the management API',
  (http) => {
    let credentials: Authorizations
    let things: Things
    let acme: string
    let tables: readonly string[]
    let addresses = 0
    before(async () => {
      credentials = await giveCredentials(http.server)
      things = createThings(http.server)
      acme = await organizationIdOf(http.server, 'acme')
      const all = await http.server.database.kysely.introspection.getTables()
      tables = all.map(({ name }) => name).filter((name) => !counting.includes(name))
      assert.ok(tables.length > 30)
    })

    /** From another address each time: who sends nothing good is counted by it. */
    const send = (method: string, path: string, authorization: string | undefined, body: unknown) =>
      callApi(http.server, method, path, {
        body,
        headers: {
          'x-forwarded-for': `2001:db8:${(addresses++).toString(16)}::1`,
          ...(authorization === undefined ? {} : { authorization }),
        },
      })

    for (const route of apiRoutes) {
      const { id, method, path } = route
      const row = expected[id] ?? ''
      const make = calls[id]
      const isRead = method === 'GET'

      test(`${method} ${path}`, async () => {
        assert.ok(make)
        const shared = await make({ things, acme, isDone: false })
        const before = await dump(http.server, tables)
        const answers: Record<string, number | string> = {}
        const wanted: Record<string, number | string> = {}

        const nobody = ['none', 'broken', 'organizationKey'] as const
        for (const name of nobody) {
          const authorization = name === 'none' ? undefined : credentials[name]
          answers[name] = (await send(method, pathOf(path, shared), authorization, shared.body)).status
          wanted[name] = name === 'none' && route.action === 'public' ? statusOf[row[0] as 'b'] : 401
        }
        for (const [index, name] of columns.entries()) {
          const letter = row[index] as keyof typeof statusOf
          wanted[name] = statusOf[letter]
          if (letter === 'o' && !isRead) continue
          const { status, body } = await send(method, pathOf(path, shared), credentials[name], shared.body)
          answers[name] = status < 300 ? 'done' : status
          if (name !== 'outsider' || status !== 404 || !shared.params) continue
          // What is another's cannot be told from what is not there.
          const other = elsewhere(shared)
          const unknown = await send(method, pathOf(path, other), credentials[name], other.body)
          assert.deepEqual(
            { ...unknown.body, status: unknown.status, instance: '' },
            { ...body, status, instance: '' },
          )
        }
        const after = await dump(http.server, tables)
        assert.deepEqual([...after.symmetricDifference(before)], [], 'a refusal changed something')

        for (const [index, name] of columns.entries()) {
          if (row[index] !== 'o' || isRead) continue
          const own = await make({ things, acme, isDone: true })
          const { status, text } = await send(method, pathOf(path, own), credentials[name], own.body)
          answers[name] = status < 300 ? 'done' : `${status} ${text}`
        }
        assert.deepEqual(answers, wanted)
      })
    }
  },
  { isExtensive: true, state, config: { trustedProxies: ['127.0.0.1', '::1'] } },
)
