/** Personal tokens, organizations' keys and operators' keys, as introspection tells of them. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixture } from 'mandate-testkit'
import { createAuditStore } from '../../src/store/audit-events.ts'
import { keysOf } from '../support/keys.ts'
import { assertInactive } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const scopes = [
  { name: 'posts:read', description: 'Read posts' },
  { name: 'posts:write', description: 'Write posts', implies: ['posts:read'], roles: ['owner', 'admin'] },
  { name: 'members:read', description: 'See members', organization: true },
  { name: 'members:write', description: 'Change members', organization: true, roles: ['owner', 'admin'] },
  { name: 'bots:run', description: 'Run', actorModes: ['app'] },
  { name: 'invoices:read', description: 'See invoices' },
]

const day = 86_400

onEachDatabase(
  'keys',
  (http) => {
    const keys = () => keysOf(http.server)
    const gateway = () => http.app('northwind-gateway')
    const said = async (token: string) => (await gateway().introspect(token)).json
    const isActive = async (token: string) => (await said(token)).active === true
    const settled = async (condition: () => Promise<boolean>) => {
      for (let tries = 0; tries < 100 && !(await condition()); tries++)
        await new Promise((resolve) => setTimeout(resolve, 10))
      assert.ok(await condition())
    }

    describe('of a person', () => {
      it('are told of with who, what and until when', async () => {
        const { text, key } = await keys().personal('ada', ['posts:write'], { lifetime: day })
        assert.match(text, /^mpt_[0-9A-Za-z]{49}$/)
        const now = http.server.clock.now()
        assert.deepEqual(await said(text), {
          active: true,
          iss: http.server.issuer,
          sub: await keys().userId('ada'),
          scope: 'posts:write posts:read',
          token_type: 'personal_access_token',
          iat: now,
          exp: now + day,
          jti: key.id,
        })
      })

      it('say to which organization they are confined', async () => {
        const { text } = await keys().personal('ada', ['members:write'], { organization: 'contoso' })
        const { org_id, org, scope, exp } = await said(text)
        assert.deepEqual([org_id, org], [await keys().organizationId('contoso'), 'contoso'])
        assert.deepEqual([scope, exp], ['members:write', undefined])
      })

      it('cannot be had for more than the person may do', async () => {
        const refused = async (...input: Parameters<ReturnType<typeof keys>['tryPersonal']>) => {
          const outcome = await keys().tryPersonal(...input)
          return outcome.outcome === 'refused' ? outcome.reason : outcome.outcome
        }
        assert.equal(await refused('ada', ['members:read']), 'scope_not_available')
        assert.equal(await refused('ada', ['bots:run'], { organization: 'contoso' }), 'scope_not_available')
        assert.equal(await refused('ada', ['nothing:here']), 'scope_unknown')
        assert.equal(await refused('ada', ['openid']), 'scope_unknown')
        assert.equal(await refused('ada', ['posts:read'], { organization: 'acme' }), 'organization_unknown')
        await keys().setRole('ada', 'contoso', 'member')
        assert.equal(
          await refused('ada', ['members:write'], { organization: 'contoso' }),
          'scope_not_available',
        )
        await keys().setRole('ada', 'contoso', 'admin')
      })

      it('do less at once when the role is less, and nothing when the membership is gone', async () => {
        const { text } = await keys().personal('ada', ['members:read', 'members:write'], {
          organization: 'contoso',
        })
        await keys().setRole('ada', 'contoso', 'member')
        assert.equal((await said(text)).scope, 'members:read')
        await keys().setRole('ada', 'contoso', undefined)
        assertInactive(await gateway().introspect(text))
        await keys().setRole('ada', 'contoso', 'admin')
        assert.equal((await said(text)).scope, 'members:read members:write')
      })

      it('never go beyond the ceiling of the organization', async () => {
        const { text } = await keys().personal('ada', ['members:read', 'posts:read'], {
          organization: 'contoso',
        })
        await keys().setOrganization('contoso', { scope_ceiling: 'posts:read' })
        assert.equal((await said(text)).scope, 'posts:read')
        await keys().setOrganization('contoso', { scope_ceiling: null })
        assert.equal((await said(text)).scope, 'members:read posts:read')
      })

      it('are worth nothing where the organization forbids them, or once they are older than it lets them be', async () => {
        const { text } = await keys().personal('ada', ['posts:read'], { organization: 'contoso' })
        const { text: elsewhere } = await keys().personal('ada', ['posts:read'])
        await keys().setOrganization('contoso', { personal_tokens: 'forbidden' })
        assert.equal(await isActive(text), false)
        assert.equal(await isActive(elsewhere), true)
        const refused = await keys().tryPersonal('ada', ['posts:read'], { organization: 'contoso' })
        assert.deepEqual(refused, { outcome: 'refused', reason: 'forbidden_by_organization' })
        await keys().setOrganization('contoso', { personal_tokens: 'allowed', personal_token_lifetime: day })
        assert.equal((await said(text)).exp, http.server.clock.now() + day)
        http.server.clock.advance(day)
        assert.equal(await isActive(text), false)

        const tooLong = { organization: 'contoso', lifetime: day + 1 }
        assert.deepEqual(await keys().tryPersonal('ada', ['posts:read'], tooLong), {
          outcome: 'refused',
          reason: 'lifetime_too_long',
          limit: day,
        })
        const longest = await keys().personal('ada', ['posts:read'], { organization: 'contoso' })
        assert.equal(longest.key.expiresAt, http.server.clock.now() + day)
        await keys().setOrganization('contoso', { personal_token_lifetime: null })
        assert.equal(await isActive(text), true)
      })

      it('end when they expire, are revoked, or the account is closed', async () => {
        const brief = await keys().personal('grace', ['posts:read'], { lifetime: 60 })
        const revoked = await keys().personal('grace', ['posts:read'])
        const another = await keys().personal('grace', ['posts:read'])
        http.server.clock.advance(59)
        assert.equal(await isActive(brief.text), true)
        http.server.clock.advance(1)
        assertInactive(await gateway().introspect(brief.text))
        assert.equal(await keys().revoke(revoked.key), true)
        assertInactive(await gateway().introspect(revoked.text))
        assert.equal(await isActive(another.text), true)
        await http.server.apply({ users: [{ email: 'grace@example.com', disabled: true }] })
        assertInactive(await gateway().introspect(another.text))
        await http.server.apply({ users: [{ email: 'grace@example.com', disabled: false }] })
      })

      it('that are made by another hold no more, live no longer, and end with it', async () => {
        const maker = (await keys().personal('ada', ['posts:read'], { lifetime: day })).key
        const longer = await keys().tryPersonal('ada', ['posts:read'], { maker, lifetime: day + 1 })
        assert.equal(longer.outcome === 'refused' && longer.reason, 'lifetime_too_long')
        const more = await keys().tryPersonal('ada', ['invoices:read'], { maker })
        assert.equal(more.outcome === 'refused' && more.reason, 'scope_not_available')
        const child = await keys().personal('ada', ['posts:read'], { maker })
        assert.equal(child.key.expiresAt, maker.expiresAt)
        const grandchild = await keys().tryPersonal('ada', ['posts:read'], { maker: child.key })
        assert.equal(grandchild.outcome === 'refused' && grandchild.reason, 'made_by_a_token')
        assert.equal(await isActive(child.text), true)
        await keys().revoke(maker)
        assertInactive(await gateway().introspect(child.text))
        const late = await keys().tryPersonal('ada', ['posts:read'], { maker })
        assert.equal(late.outcome, 'refused')
      })
    })

    describe('of an organization', () => {
      it('name it, and nobody', async () => {
        const { text, key } = await keys().organization('contoso', ['members:write'], day)
        assert.match(text, /^mok_[0-9A-Za-z]{49}$/)
        const now = http.server.clock.now()
        assert.deepEqual(await said(text), {
          active: true,
          iss: http.server.issuer,
          scope: 'members:write',
          token_type: 'organization_api_key',
          iat: now,
          exp: now + day,
          jti: key.id,
          org_id: await keys().organizationId('contoso'),
          org: 'contoso',
        })
      })

      it('never go beyond its ceiling, and end when they are revoked', async () => {
        const { text, key } = await keys().organization('contoso', ['members:read', 'posts:read'])
        await keys().setOrganization('contoso', { scope_ceiling: 'members:read' })
        assert.equal((await said(text)).scope, 'members:read')
        await keys().setOrganization('contoso', { scope_ceiling: null, personal_tokens: 'forbidden' })
        assert.equal((await said(text)).scope, 'members:read posts:read')
        await keys().setOrganization('contoso', { personal_tokens: 'allowed' })
        await keys().revoke(key)
        assertInactive(await gateway().introspect(text))
      })
    })

    it('of operators are nobody’s business at an API', async () => {
      const { text } = await keys().operator()
      assert.match(text, /^mop_/)
      assertInactive(await gateway().introspect(text))
    })

    it('are told to a resource server for the scopes of what it serves, and to no other app', async () => {
      const { text } = await keys().personal('ada', ['posts:read', 'invoices:read', 'mandate:apps:read'])
      assert.equal((await http.app('northwind-api').introspect(text)).json.scope, 'posts:read')
      assert.equal((await said(text)).scope, 'posts:read invoices:read')
      assertInactive(await http.app('acme-sync').introspect(text))
      const foreign = await keys().personal('ada', ['invoices:read'])
      assertInactive(await http.app('northwind-api').introspect(foreign.text))
      const ours = await keys().personal('ada', ['mandate:apps:read'])
      assertInactive(await gateway().introspect(ours.text))
      const key = await keys().organization('contoso', ['members:read', 'posts:read'])
      assert.equal((await http.app('northwind-api').introspect(key.text)).json.scope, 'posts:read')
      assertInactive(await http.app('acme-sync').introspect(key.text))
    })

    it('that are mistyped, of another kind or in another’s place are none', async () => {
      const { text } = await keys().personal('ada', ['posts:read'])
      const none = [
        text.slice(0, -1),
        `${text}0`,
        text.replace('mpt_', 'mok_'),
        text.replace('mpt_', 'mat_'),
        'mpt_',
      ]
      for (const one of none) assertInactive(await gateway().introspect(one))
      assert.equal((await http.app('acme-sync').userinfo(text)).status, 401)
      await gateway().revoke(text)
      assert.equal(await isActive(text), true)
    })

    it('act as nobody else', async () => {
      const { text } = await keys().personal('ada', ['posts:read'])
      const form = { token: text, act_as_user_id: await keys().userId('grace') }
      const { json } = await gateway().post('/oauth/introspect', form)
      assert.deepEqual([json.sub, json.act_as_error], [await keys().userId('ada'), 'access_denied'])
      const { json: ended } = await gateway().post('/oauth/introspect', { ...form, token: 'mpt_' })
      assert.deepEqual(ended, { active: false })
    })

    it('are noted as used, to the minute', async () => {
      const { text, key } = await keys().personal('ada', ['posts:read'])
      const lastUsedAt = async () =>
        (await keys().ports.keys.find(key.id, http.server.clock.now()))?.lastUsedAt
      assert.equal(await lastUsedAt(), undefined)
      const first = http.server.clock.now()
      await Promise.all(Array.from({ length: 50 }, () => said(text)))
      await settled(async () => (await lastUsedAt()) === first)
      http.server.clock.advance(59)
      await said(text)
      http.server.clock.advance(1)
      await said(text)
      await settled(async () => (await lastUsedAt()) === first + 60)
    })

    it('are revoked once, by however many at once', async () => {
      const { text, key } = await keys().personal('ada', ['posts:read'])
      const outcomes = await Promise.all([
        ...Array.from({ length: 50 }, () => keys().revoke(key)),
        ...Array.from({ length: 20 }, () => said(text).then(() => false)),
      ])
      assert.equal(outcomes.filter((revoked) => revoked).length, 1)
      assertInactive(await gateway().introspect(text))
      const events = await createAuditStore(http.server.database).list(
        { subjectType: 'api_key', subjectId: key.id },
        { beyond: undefined, limit: 10, order: 'oldest_first' },
      )
      assert.deepEqual(
        events.map(({ action }) => action),
        ['personal_token.created', 'personal_token.revoked'],
      )
      assert.equal(JSON.stringify(events).includes(text), false)
    })

    it('can be had up to a limit', async () => {
      const organization = { id: await keys().organizationId('acme'), ceiling: undefined }
      const made = await Promise.all(
        Array.from({ length: 103 }, () =>
          keys()
            .organization('acme', ['posts:read'])
            .catch(() => undefined),
        ),
      )
      assert.equal(made.filter((one) => one !== undefined).length, 100)
      const listed = await keys().ports.keys.list(
        { kind: 'organization', organizationId: organization.id },
        http.server.clock.now(),
      )
      assert.equal(listed.length, 100)
    })
  },
  {
    state: worldWith([], {
      scopes,
      resources: [
        { identifier: fixture.api, scopes: ['posts:read', 'posts:write'], accessTokenFormat: 'opaque' },
        { identifier: fixture.billingApi, scopes: ['invoices:read'], accessTokenFormat: 'jwt' },
      ],
    }),
  },
)
