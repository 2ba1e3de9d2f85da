/** Ids and names of others in the addresses and forms of pages, in hints of requests, and tokens of others. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { createPerson, type Form, fixture, type Person, type WebPage } from 'mandate-testkit'
import { newId } from '../../src/protocol/identifiers.ts'
import { newToken } from '../../src/protocol/tokens/format.ts'
import { organizationIdOf } from '../api/keys.ts'
import { createThings, type Things } from '../api/permissions/things.ts'
import { giveCredentials, state } from '../api/permissions/world.ts'
import { onEachDatabase } from '../http/on-each-database.ts'
import { dump } from '../support/dump.ts'

/** A page but for what differs at each visit. */
const seen = ({ status, text, url, left }: WebPage): readonly unknown[] => [
  status,
  left?.url,
  new URL(url).pathname,
  text.replace(/req_\w+|nonce-[\w-]+|[\w-]{16}\.[\w-]{43}(?:\.[\w-]{43})?/g, ''),
]

const fieldsOf = (form: Form): Record<string, string> =>
  Object.fromEntries(form.controls.flatMap((one) => (one.kind === 'text' ? [[one.name, one.value]] : [])))

onEachDatabase(
  'what belongs to others',
  (http) => {
    let things: Things
    let ada: Person
    let acme: string
    before(async () => {
      await giveCredentials(http.server)
      things = createThings(http.server)
      acme = await organizationIdOf(http.server, 'acme')
      ada = createPerson('ada')
      assert.equal((await ada.visit(`${http.server.issuer}/account`)).status, 200)
    })

    const unchanged = async (work: () => Promise<void>): Promise<void> => {
      const without = ['attempt_counts', 'attempts', 'interactions']
      const before = await dump(http.server.database, without)
      await work()
      const after = await dump(http.server.database, without)
      assert.deepEqual([...after.symmetricDifference(before)], [])
    }

    describe('on pages', () => {
      test('a request for an app is not there, by whatever slug', async () => {
        const id = await things.approvalRequest()
        const at = (slug: string, request: string) =>
          `${http.server.issuer}/organizations/${slug}/requests/${request}`
        const unknown = seen(await ada.browser.get(at('contoso', newId('req'))))
        assert.equal(unknown[0], 404)
        for (const slug of ['acme', 'contoso', 'nowhere']) {
          const [, , , text] = seen(await ada.browser.get(at(slug, id)))
          assert.equal(text, unknown[3])
        }
        const { form, origin } = await account()
        await unchanged(async () => {
          const post = (request: string) =>
            ada.browser.post(
              at('acme', request),
              {
                csrf: fieldsOf(form).csrf ?? '',
                decision: 'approve',
                scope: 'posts:read',
                actors: 'app self',
              },
              { from: origin },
            )
          const [status, , , text] = seen(await post(id))
          const [otherStatus, , , otherText] = seen(await post(newId('req')))
          assert.deepEqual([status, text], [otherStatus, otherText])
          assert.equal(status, 404)
        })
      })

      const account = async (): Promise<{ form: Form; origin: string }> => {
        const page = await ada.browser.get(`${http.server.issuer}/account`)
        const form = page.forms.find((one) => 'csrf' in fieldsOf(one))
        return { form: form ?? assert.fail('the account page has no form'), origin: new URL(page.url).origin }
      }

      for (const [path, field, make] of [
        ['/account/apps/remove', 'grant', () => things.grant()],
        ['/account/sessions/revoke', 'session', () => things.session()],
      ] as const)
        test(`the form of ${path} does nothing to it`, async () => {
          const id = await make()
          const { form, origin } = await account()
          const csrf = fieldsOf(form).csrf ?? ''
          await unchanged(async () => {
            const post = (value: string) =>
              ada.browser.post(`${http.server.issuer}${path}`, { csrf, [field]: value }, { from: origin })
            assert.deepEqual(seen(await post(id)), seen(await post(newId(id.split('_')[0] ?? ''))))
          })
        })
    })

    describe('at consent', () => {
      const party = () => http.app('console')
      const request = { scope: 'posts:read mandate:apps:write' }

      test('an organization of others can neither be chosen nor asked', async () => {
        const page = await ada.browser.get(party().authorizationUrl(request))
        const form = page.forms.find((one) => 'asked' in fieldsOf(one)) ?? assert.fail(page.text)
        const origin = new URL(page.url).origin
        const choose = async (decision: string, organization: string) => {
          const fields = { ...fieldsOf(form), decision, organization, actor: 'app' }
          const asked = form.action.replace(
            '/consent?',
            `/consent?ask=${organization}&actor=app&scope=posts:read&`,
          )
          const url = decision === 'request' ? asked : form.action
          return seen(await ada.browser.post(url, fields, { from: origin }))
        }
        await unchanged(async () => {
          for (const decision of ['allow', 'request']) {
            const unknown = await choose(decision, newId('org'))
            assert.equal(unknown[0], 200)
            assert.match(String(unknown[3]), /Contoso/)
            assert.deepEqual(await choose(decision, acme), unknown)
            assert.deepEqual(await choose(decision, 'acme'), unknown)
          }
        })
      })

      test('and no hint tells of it', async () => {
        const answer = async (organization: string, more: Record<string, string> = {}) => {
          const url = party().authorizationUrl({ ...request, organization, state: 'one', ...more })
          return (await ada.visit(url)).left?.url ?? assert.fail('the browser did not leave')
        }
        for (const more of [{}, { prompt: 'none' }, { actor: 'app' }]) {
          const unknown = await answer(newId('org'), more)
          assert.match(unknown, /error=access_denied/)
          assert.equal(await answer(acme, more), unknown)
          assert.equal(await answer('acme', more), unknown)
        }
      })

      test('nor does a client that names it', async () => {
        const ask = async (organization: string) => {
          const form = { grant_type: 'client_credentials', organization, scope: 'posts:read' }
          const { status, body } = await http.app('acme-robot').post('/oauth/token', form)
          return [status, body]
        }
        const contoso = await organizationIdOf(http.server, 'contoso')
        const unknown = await ask(newId('org'))
        assert.equal(unknown[0], 400)
        assert.deepEqual(await ask(contoso), unknown)
        assert.deepEqual(await ask('contoso'), unknown)
      })
    })

    describe('of tokens', () => {
      test('nothing is learnt, and nothing is ended', async () => {
        const { json } = await http.tokens(http.app('acme-sync'), { scope: 'openid posts:read' }, 'ada')
        const other = http.app('acme-post', { authentication: 'post' })
        for (const kind of ['access_token', 'refresh_token'] as const) {
          const text = String(json[kind])
          const unknown = newToken(text.slice(0, text.indexOf('_') + 1))
          const [mine, none] = [await other.introspect(text), await other.introspect(unknown)]
          assert.deepEqual([mine.status, mine.body], [none.status, none.body])
          assert.equal(mine.body, '{"active":false}')
          await unchanged(async () => {
            const [ended, nothing] = [await other.revoke(text), await other.revoke(unknown)]
            assert.deepEqual([ended.status, ended.body], [nothing.status, nothing.body])
          })
        }
        assert.equal((await http.app('acme-sync').introspect(json.access_token)).json.active, true)
      })

      test('a code of another app is as good as none', async () => {
        const code = await http.code(http.app('acme-sync'), {}, 'ada')
        const other = http.app('acme-post', { authentication: 'post', redirectUri: fixture.callback })
        const [mine, none] = [await other.redeem(code), await other.redeem(newToken(code.slice(0, 4)))]
        assert.deepEqual([mine.status, mine.body], [none.status, none.body])
      })
    })
  },
  { state, config: { trustedProxies: ['127.0.0.1', '::1'] } },
)
