/**
 * Who takes what back, and how: each way ends exactly what the table says, at the next request, and is written down with
 * who did it, in which organization and to which app; or it is refused, and nothing has happened.
 */
import assert from 'node:assert/strict'
import { beforeEach, it } from 'node:test'
import { createPerson } from 'mandate-testkit'
import { callApi } from '../api/api-client.ts'
import { userIdOf } from '../api/keys.ts'
import { onEachDatabase } from '../http/on-each-database.ts'
import { createThings, type Things } from './revocation/things.ts'
import { everything, type Way, ways } from './revocation/ways.ts'
import { giveCredential, people, world } from './revocation/world.ts'

onEachDatabase(
  'of all that can be taken back',
  (http) => {
    // Nobody may have more than so many keys.
    beforeEach(async () => {
      await http.server.database.kysely.deleteFrom('api_keys').execute()
    })

    const countEvents = async (): Promise<number> => {
      const { kysely } = http.server.database
      return (await kysely.selectFrom('audit_events').select('id').execute()).length
    }

    const onPage = async ({ personalGrantId }: Things): Promise<void> => {
      const ada = createPerson('ada')
      const page = await ada.visit(`${http.server.issuer}/account`)
      const form = page.forms.find(({ controls }) =>
        controls.some((control) => control.kind === 'text' && control.value === personalGrantId),
      )
      assert.ok(form, 'the account page does not show the app')
      const fields = form.controls.flatMap((one) =>
        one.kind === 'text' ? [[one.name, one.value] as [string, string]] : [],
      )
      const origin = new URL(page.url).origin
      const done = await ada.browser.post(form.action, Object.fromEntries(fields), { from: origin })
      assert.equal(done.status, 200, done.text)
    }

    const take = async ({ who, call, revoke, page }: Way, things: Things): Promise<number> => {
      if (page) await onPage(things)
      else if (revoke) {
        const by = revoke.by === undefined ? things.app : http.app(revoke.by)
        assert.equal((await by.revoke(things.texts[revoke.text])).status, 200)
      } else if (call) {
        const token = who === 'app' ? things.texts.bot : await giveCredential(http.server, who)
        const [method, path, body] = call(things)
        return (await callApi(http.server, method, path, { token, body })).status
      }
      return 200
    }

    const actorOf = async ({ who, revoke }: Way, things: Things) => {
      if (who === 'operator') return ['operator', undefined]
      if (who !== 'app') return ['user', await userIdOf(http.server, `${people[who]}@example.com`)]
      return revoke ? ['app', things.appId] : ['installation', things.installationId]
    }

    const lastEvent = async (action: string): Promise<Readonly<Record<string, unknown>> | undefined> => {
      const token = await giveCredential(http.server, 'operator')
      const { body } = await callApi(http.server, 'GET', `/audit-events?limit=1&action=${action}`, { token })
      const [event] = body.data as Readonly<Record<string, unknown>>[]
      return event
    }

    const assertWritten = async (way: Way, things: Things): Promise<void> => {
      const [action, told] = way.event ?? assert.fail('no event is expected')
      const event = await lastEvent(action)
      if (way.alsoThere !== undefined) {
        const other = await lastEvent(way.alsoThere)
        assert.deepEqual([other?.organizationId, other?.appId], [things.organizationId, things.appId])
      }
      const [actorType, actorId] = await actorOf(way, things)
      assert.deepEqual(
        [event?.actorType, actorId === undefined ? undefined : event?.actorId],
        [actorType, actorId],
      )
      const inOrganization = told === 'organization' || told === 'both'
      assert.equal(event?.organizationId, inOrganization ? things.organizationId : null)
      assert.equal(event?.appId, told === 'app' || told === 'both' ? things.appId : null)
      assert.ok(event?.requestId && event.address, 'whence it came is not written down')
    }

    for (const way of ways) {
      const verb = way.ends.length > 0 ? 'takes back' : 'cannot take back'
      it(`the ${way.who} ${verb}: ${way.what}`, async () => {
        const things = await createThings(http)
        const before = await countEvents()
        const status = await take(way, things)
        assert.equal(status < 300 ? undefined : status, way.status)
        if (way.event) await assertWritten(way, things)
        else assert.equal(await countEvents(), before, 'something was written down')
        const living = await things.living()
        assert.deepEqual(
          living.toSorted(),
          [...new Set(everything)].filter((one) => !way.ends.includes(one)).toSorted(),
        )
        if (!way.after) return
        const [method, path, body] = way.after(things)
        const token = await giveCredential(http.server, 'operator')
        const undone = await callApi(http.server, method, path, { token, body })
        assert.ok(undone.status < 300, undone.text)
      })
    }
  },
  { isExtensive: true, state: world },
)
