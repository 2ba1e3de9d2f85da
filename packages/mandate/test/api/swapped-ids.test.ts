/** A thing is found below its own parent only, whoever asks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onEachDatabase } from '../http/on-each-database.ts'
import { callApi } from './api-client.ts'
import { giveKey, organizationIdOf } from './keys.ts'
import { createThings } from './permissions/things.ts'
import { state } from './permissions/world.ts'

onEachDatabase(
  'an id below another parent',
  (http) => {
    test('is not found, as one that there is not', async () => {
      const { server } = http
      const things = createThings(server)
      const token = await giveKey(server, { kind: 'operator' })
      const acme = await organizationIdOf(server, 'acme')
      const contoso = await organizationIdOf(server, 'contoso')
      const [app, otherApp] = [await things.app(), await things.app()]
      const [linus, spare] = [await things.user('linus'), await things.user('spare')]
      const secret = await things.secret(app)
      const invitation = (await things.invitation(acme)).id
      const grant = await things.grant()
      const session = await things.session()
      const memberGrant = await things.grant(await things.installation())
      const personalToken = await things.key('personal')
      const organizationKey = await things.key('organization')
      const operatorKey = await things.key('operator')

      const swapped = [
        [`/apps/${otherApp}/secrets/`, secret],
        [`/organizations/${contoso}/invitations/`, invitation],
        [`/organizations/${contoso}/grants/`, memberGrant],
        [`/organizations/${contoso}/api-keys/`, organizationKey],
        [`/organizations/${contoso}/members/`, linus],
        [`/users/${spare}/grants/`, grant],
        [`/users/${spare}/sessions/`, session],
        [`/users/${spare}/personal-tokens/`, personalToken],
        // Keys of one kind are not found among those of another.
        [`/users/${linus}/personal-tokens/`, organizationKey],
        [`/organizations/${acme}/api-keys/`, operatorKey],
        ['/operator-keys/', organizationKey],
      ] as const
      for (const [parent, id] of swapped) {
        const foreign = await callApi(server, 'DELETE', parent + id, { token })
        const unknown = await callApi(server, 'DELETE', `${parent}${id.slice(0, -4)}zzzz`, { token })
        assert.equal(foreign.status, 404, parent)
        assert.deepEqual({ ...foreign.body, instance: '' }, { ...unknown.body, instance: '' }, parent)
      }

      const own = [
        `/apps/${app}/secrets/${secret}`,
        `/organizations/${acme}/invitations/${invitation}`,
        `/organizations/${acme}/grants/${memberGrant}`,
        `/organizations/${acme}/api-keys/${organizationKey}`,
        `/users/${linus}/grants/${grant}`,
        `/users/${linus}/sessions/${session}`,
        `/users/${linus}/personal-tokens/${personalToken}`,
        `/operator-keys/${operatorKey}`,
      ]
      for (const path of own)
        assert.equal((await callApi(server, 'DELETE', path, { token })).status, 204, path)
    })
  },
  { state },
)
