/**
 * Whatever id of others somebody puts into a path, a query or a body of the management API: the answer is the one for an
 * id that does not exist, and nothing changes.
 */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { newId } from '../../src/protocol/identifiers.ts'
import { apiRoutes } from '../../src/server/api/api-routes.ts'
import { callApi } from '../api/api-client.ts'
import { organizationIdOf, userIdOf } from '../api/keys.ts'
import { calls } from '../api/permissions/calls.ts'
import { createThings, type Things } from '../api/permissions/things.ts'
import { type Authorizations, giveCredentials, state } from '../api/permissions/world.ts'
import { onEachDatabase } from '../http/on-each-database.ts'
import { assertSame } from './foreign/same-answer.ts'

/** What these parameters name is for everybody, or is no id. */
const known = ['scopeName', 'identifier']

/** Where an id of a thing that anybody may see is right: of a published app. */
const ofEverybody = ['getAppProfile', 'setAppRule', 'removeAppRule']

const unknownLike = (value: string): string =>
  /^[a-z]+_/.test(value) ? newId(value.split('_')[0] ?? '') : `${value}-not-there`

const fill = (pattern: string, params: Readonly<Record<string, string>>): string =>
  pattern.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))

onEachDatabase(
  'an id of somebody else',
  (http) => {
    let credentials: Authorizations
    let things: Things
    let acme: string
    /** What Ada has, who is nobody in Acme. */
    let own: Readonly<Record<string, string>>
    before(async () => {
      const { server } = http
      credentials = await giveCredentials(server)
      things = createThings(server)
      acme = await organizationIdOf(server, 'acme')
      const contoso = await organizationIdOf(server, 'contoso')
      const appId = String(
        (
          await things.call('POST', '/apps', {
            name: 'App of Contoso',
            redirectUris: ['https://app.example/callback'],
            scopes: ['posts:read'],
            owner: { kind: 'organization', id: contoso },
          })
        ).id,
      )
      own = { organizationId: contoso, appId, userId: await userIdOf(server, 'ada@example.com') }
    })

    describe('in a path', () => {
      for (const { id, method, path, action } of apiRoutes) {
        const make = calls[id]
        if (!make || !path.includes(':') || action === 'public') continue
        test(`${method} ${path}`, async () => {
          const { params = {}, query, body } = await make({ things, acme, isDone: false })
          const names = Object.keys(params).filter((name) => !known.includes(name))
          const last = names.at(-1)
          if (last === undefined) return
          const call = (changed: Readonly<Record<string, string>>, authorization: string) => ({
            method,
            path: fill(path, { ...params, ...changed }) + (query === undefined ? '' : `?${query}`),
            body,
            authorization,
          })
          const unknown = Object.fromEntries(names.map((name) => [name, unknownLike(params[name] ?? '')]))
          if (!ofEverybody.includes(id)) {
            // An app that is handed over is offered to the outsider.
            const others = path.includes('/transfer') ? (['app'] as const) : (['outsider', 'app'] as const)
            for (const who of others) {
              const status = await assertSame(
                http.server,
                call({}, credentials[who]),
                call(unknown, credentials[who]),
              )
              assert.ok(status === 404 || status === 403, `${who} ${status}`)
            }
          }
          // Within what is one's own, something of others.
          const [first] = names
          if (first === last || first === undefined || ofEverybody.includes(id)) return
          const within = { [first]: own[first] ?? '' }
          const status = await assertSame(
            http.server,
            call(within, credentials.outsider),
            call({ ...within, [last]: unknown[last] ?? '' }, credentials.outsider),
          )
          assert.ok(status === 404 || status === 403, `within one's own: ${status}`)
        })
      }
    })

    describe('in a query or a body', () => {
      /** With the id of others, or one of nothing, in the place of the text `ID`. */
      const define = (
        title: string,
        make: () => Promise<{ readonly id: string; readonly call: readonly [string, string, unknown?] }>,
        more: { readonly written?: boolean } = {},
      ) =>
        test(title, async () => {
          const { id, call } = await make()
          const [method, path, body] = call
          const at = (value: string) => ({
            method,
            path: path.replace('ID', value),
            body: body === undefined ? undefined : JSON.parse(JSON.stringify(body).replace('ID', value)),
            authorization: credentials.outsider,
          })
          await assertSame(http.server, at(id), at(unknownLike(id)), more)
        })

      const installing = { appId: 'ID', scopes: ['posts:read'], actorModes: ['app'] }
      const manifest = { name: 'Another', redirectUris: ['https://another.example/callback'] }
      define('installing a draft', async () => ({
        id: await things.app(),
        call: ['POST', `/organizations/${own.organizationId}/installations`, installing],
      }))
      define('asking for a draft', async () => ({
        id: await things.app(),
        call: ['POST', `/organizations/${own.organizationId}/approval-requests`, installing],
      }))
      define('a rule about a draft', async () => ({
        id: await things.app(),
        call: ['PUT', `/organizations/${own.organizationId}/app-rules/ID`, { rule: 'blocked' }],
      }))
      define('the owner of a new app', async () => ({
        id: acme,
        call: ['POST', '/apps', { ...manifest, owner: { kind: 'organization', id: 'ID' } }],
      }))
      define('the person who owns a new app', async () => ({
        id: await things.user('linus'),
        call: ['POST', '/apps', { ...manifest, owner: { kind: 'user', id: 'ID' } }],
      }))
      define('the organization of a personal token', async () => ({
        id: acme,
        call: ['POST', '/users/me/personal-tokens', { name: 'one', scopes: [], organizationId: 'ID' }],
      }))
      define('the owner of an organization', async () => ({
        id: await things.user('linus'),
        call: ['POST', '/organizations', { slug: 'another', name: 'Another', ownerId: 'ID' }],
      }))
      for (const list of [
        '/apps?organizationId=ID',
        '/audit-events?organizationId=ID',
        '/audit-events/export?organizationId=ID',
        '/organizations/OWN/audit-events?subjectId=ID',
        '/apps/APP/audit-events?subjectId=ID',
        '/apps/APP/attempts?organizationId=ID',
      ])
        define(`GET ${list}`, async () => ({
          id: acme,
          call: ['GET', list.replace('OWN', own.organizationId ?? '').replace('APP', own.appId ?? '')],
        }))
      for (const list of [
        '/audit-events?actorType=user&actorId=ID',
        '/organizations/OWN/grants?userId=ID',
        '/organizations/OWN/audit-events?actorId=ID',
      ])
        define(`GET ${list}`, async () => ({
          id: await things.user('linus'),
          call: ['GET', list.replace('OWN', own.organizationId ?? '')],
        }))
      for (const list of [
        '/audit-events?appId=ID',
        '/organizations/OWN/grants?appId=ID',
        '/organizations/OWN/approval-requests?appId=ID',
      ])
        define(`GET ${list}`, async () => ({
          id: await things.app(),
          call: ['GET', list.replace('OWN', own.organizationId ?? '')],
        }))
      define(
        'taking back what a member of others allowed',
        async () => {
          await things.grant(await things.installation())
          const id = await things.user('linus')
          return { id, call: ['DELETE', `/organizations/${own.organizationId}/grants?userId=ID`] }
        },
        { written: true },
      )
      define(
        'taking back what others allowed an app of others',
        async () => {
          await things.grant()
          const id = await things.user('linus')
          return { id, call: ['DELETE', `/apps/${own.appId}/grants?userId=ID`] }
        },
        { written: true },
      )
    })

    test('may not be told by whom an app is offered to', async () => {
      const offer = async (kind: 'organization' | 'user', id: string) => {
        const answer = await callApi(http.server, 'PUT', `/apps/${own.appId}/transfer`, {
          headers: { authorization: credentials.outsider },
          body: { to: { kind, id } },
        })
        return [answer.status, answer.text.replace(/urn:mandate:request:\w+/, '')]
      }
      assert.deepEqual(await offer('organization', newId('org')), await offer('organization', acme))
      assert.deepEqual(await offer('user', newId('usr')), await offer('user', await things.user('linus')))
    })
  },
  { isExtensive: true, state, config: { trustedProxies: ['127.0.0.1', '::1'] } },
)
