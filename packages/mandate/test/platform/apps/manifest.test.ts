import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { testDatabases } from 'mandate-testkit'
import { manifestOf } from '../../../src/platform/apps/manifest-of.ts'
import { parseManifest } from '../../../src/platform/apps/parse-manifest.ts'
import { registerApp } from '../../../src/platform/apps/register-app.ts'
import { exportState } from '../../../src/platform/state/export-state.ts'
import { demo, portsOf } from '../../state/contract-state.ts'
import { type AppsWorld, createAppsWorld } from '../../support/apps.ts'

const doing = { actor: { type: 'operator' }, origin: {} } as const

const text = fc.string({ unit: fc.constantFrom(...'aZ9 äß漢🙂&<"\'/'), minLength: 1, maxLength: 30 })
const webUrl = fc.constantFrom('https://made.example/', 'http://made.example/a?b=c', 'https://ü.example/')
const lifetime = fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined })
const known = ['openid', 'email', 'posts:read', 'posts:write', 'posts:admin']

/** Manifests that are right, as people write them: keys are there or left out. */
const manifests = fc
  .record(
    {
      type: fc.constantFrom('confidential' as const, 'public' as const),
      scopes: fc.shuffledSubarray(known),
      isOptional: fc.boolean(),
      isDefault: fc.boolean(),
      description: text,
      homepageUrl: webUrl,
      logoUrl: webUrl,
      policyUrl: webUrl,
      termsUrl: webUrl,
      redirectUris: fc.subarray(
        ['https://made.example/a', 'http://127.0.0.1/b', 'https://made.example/c?d=e'],
        {
          minLength: 1,
        },
      ),
      postLogoutRedirectUris: fc.subarray(['https://made.example/bye']),
      actorModes: fc.shuffledSubarray(['app', 'self'] as const, { minLength: 1 }),
      accessTokenFormat: fc.constantFrom('opaque', 'jwt'),
      idTokenSignedResponseAlg: fc.constantFrom('RS256', 'ES256', 'EdDSA'),
      idTokenClaims: fc.boolean(),
      liveTokens: fc.constantFrom('per_instance', 'per_organization'),
      lifetimes: fc.record({ accessToken: lifetime, idToken: lifetime }),
      webhook: fc.record(
        {
          url: fc.constant('https://made.example/hook'),
          events: fc.subarray(['grant.revoked', 'installation.removed']),
        },
        { requiredKeys: ['url'] },
      ),
      trusted: fc.boolean(),
      isStrict: fc.boolean(),
    },
    { requiredKeys: ['type', 'scopes', 'redirectUris', 'isOptional', 'isDefault', 'isStrict'] },
  )
  .map(({ isOptional, isDefault, isStrict, ...given }) => {
    const some = given.scopes.filter((scope) => scope !== 'openid').slice(0, 1)
    const confidential = given.type === 'confidential' && !isStrict
    return {
      ...given,
      name: 'Made',
      ...(isOptional && { optionalScopes: some }),
      ...(isDefault && { defaultScopes: some }),
      ...(confidential && {
        pkce: 'optional',
        refresh: 'in_place',
        introspection: 'audience',
        serves: ['https://api.example.com'],
        tokenEndpointAuthMethod: ['client_secret_basic', 'client_secret_post'],
      }),
    }
  })

for (const kind of testDatabases()) {
  describe(`a manifest on ${kind.name}`, () => {
    let world: AppsWorld
    before(async () => {
      world = await createAppsWorld(kind)
    })
    after(() => world.dispose())

    const registered = async (manifest: unknown) => {
      const made = await registerApp({ ...doing, manifest, owner: undefined }, world.ports)
      assert.ok(made.outcome === 'registered', JSON.stringify(made))
      return made.app
    }

    test('that was exported gives, imported, an app with the same manifest', async () => {
      await fc.assert(
        fc.asyncProperty(manifests, async (given) => {
          const first = manifestOf(await registered(given))
          const again = manifestOf(await registered(JSON.parse(JSON.stringify(first))))
          assert.deepEqual(again, first)
          const [meant, exported] = [parseManifest(given), parseManifest(first)]
          assert.ok(meant.ok && exported.ok)
          // The method is written out, which was left to the type.
          assert.deepEqual(
            { ...exported.manifest, tokenEndpointAuthMethod: undefined },
            {
              ...meant.manifest,
              lifetimes: JSON.parse(JSON.stringify(meant.manifest.lifetimes)),
              tokenEndpointAuthMethod: undefined,
            },
          )
        }),
        { numRuns: kind.name === 'sqlite' ? 100 : 20 },
      )
    })

    test('is an entry of the state file without what is not the app’s to say', async () => {
      const { clientSecret: _, owner: __, ...manifest } = demo
      const app = await registered(manifest)
      const state = await exportState(portsOf(world.database).store)
      const entry = state.apps?.find(({ clientId }) => clientId === app.client.clientId)
      assert.deepEqual({ clientId: 'demo', published: false, ...manifestOf(app) }, entry)
    })
  })
}
