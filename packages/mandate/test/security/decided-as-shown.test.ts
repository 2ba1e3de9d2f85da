/** What somebody was not shown, they do not decide, whoever changes something while they look at the page. */
import assert from 'node:assert/strict'
import { beforeEach, it } from 'node:test'
import { createPerson, fixture } from 'mandate-testkit'
import { appIdOf, organizationIdOf, userIdOf } from '../api/keys.ts'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'

const world = worldWith(
  [{ clientId: 'calendar', owner: 'acme', scopes: ['openid', 'posts:read', 'posts:write'] }],
  {
    scopes: [
      { name: 'posts:read', description: 'Read posts', organization: true },
      { name: 'posts:write', description: 'Write posts', organization: true },
      { name: 'invoices:read', description: 'See invoices' },
    ],
  },
)

onEachDatabase(
  'a decision',
  (http) => {
    const kysely = () => http.server.database.kysely
    const setModes = async (modes: readonly string[]) => {
      const appId = await appIdOf(http.server, 'calendar')
      const set = { actor_modes: JSON.stringify(modes) }
      await kysely().updateTable('apps').set(set).where('id', '=', appId).execute()
    }
    const installations = async () =>
      kysely()
        .selectFrom('installations')
        .where('app_id', '=', await appIdOf(http.server, 'calendar'))
        .select(['actor_modes', 'organization_id', 'activated_at'])
        .execute()
    const setMember = async (
      name: keyof typeof fixture.passwords,
      slug: string,
      role: 'admin' | 'member',
    ) => {
      const user_id = await userIdOf(http.server, `${name}@example.com`)
      const organization_id = await organizationIdOf(http.server, slug)
      await kysely().deleteFrom('memberships').where('user_id', '=', user_id).execute()
      const row = { user_id, organization_id, role, created_at: 1 }
      await kysely().insertInto('memberships').values(row).execute()
    }
    const request = { scope: 'posts:read' }

    beforeEach(async () => {
      await kysely().deleteFrom('installations').execute()
      await setModes(['self'])
      await setMember('ada', 'contoso', 'admin')
      await setMember('alan', 'contoso', 'member')
    })

    const shownTo = async (name: 'ada' | 'alan', more: Readonly<Record<string, string>> = {}) => {
      const person = createPerson(name)
      const login = await person.browser.get(http.app('calendar').authorizationUrl({ ...request, ...more }))
      const email = `${name}@example.com`
      const page = await person.browser.submit(login, { email, password: fixture.passwords[name] })
      return { person, page }
    }

    for (const modes of [['app'], ['app', 'self']]) {
      it(`for an app that acts as the person is none for one that acts as ${modes.join(' or ')}`, async () => {
        const { person, page } = await shownTo('ada')
        assert.match(page.text, /Contoso/)
        await setModes(modes)
        const after = await person.browser.submit(page, { decision: 'allow' })
        for (const { actor_modes } of await installations()) assert.equal(actor_modes, '["self"]', after.text)
      })
    }

    it('for one organization is none for another', async () => {
      const { person, page } = await shownTo('ada')
      assert.match(page.text, /Contoso/)
      await setMember('ada', 'acme', 'admin')
      const again = await person.browser.submit(page, { decision: 'allow' })
      assert.deepEqual(await installations(), [])
      assert.equal(again.left, undefined)
      assert.match(again.text, /Acme GmbH/)
    })

    it('about a request is none about what was added to it since', async () => {
      await setModes(['self', 'app'])
      const ask = async (actor: string, scope: string) => {
        const { person, page } = await shownTo('alan', { actor, scope, organization: 'contoso' })
        const asking = await person.browser.submit(page, { decision: 'allow' })
        await person.browser.submit(asking, { decision: 'request', reason: 'I plan with it' })
      }
      await ask('self', 'posts:read')
      const { id } = await kysely().selectFrom('approval_requests').select('id').executeTakeFirstOrThrow()
      const ada = createPerson('ada')
      const url = `${http.server.issuer}/organizations/contoso/requests/${id}`
      const page = await ada.visit(url)
      const shown = page.status === 200 && page.forms.length > 0 ? page : await ada.browser.get(url)
      await ask('app', 'posts:read posts:write')
      const again = await ada.browser.submit(shown, { decision: 'approve', scope: ['posts:read'] })
      assert.deepEqual(
        (await installations()).map(({ activated_at }) => activated_at),
        [null],
      )
      const done = await ada.browser.submit(again, { decision: 'approve', scope: ['posts:read'] })
      assert.match(done.text, /was approved/)
      assert.equal((await installations()).length, 1)
    })
  },
  { state: world },
)
