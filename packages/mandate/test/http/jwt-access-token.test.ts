import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { asJson, exchange, fixture } from 'mandate-testkit'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const rsaApi = 'https://rsa.northwind.example'
const scope = 'openid invoices:read'

onEachDatabase(
  'JWT access tokens (RFC 9068)',
  (http) => {
    const bought = async (clientId = 'acme-sync', request: Record<string, string> = { scope }) =>
      String((await http.tokens(http.app(clientId), request)).json.access_token)
    const said = async (token: unknown) => (await http.app('northwind-gateway').introspect(token)).json
    const keys = async () => {
      const answer = await exchange({ method: 'GET', url: `${http.server.issuer}/oauth/jwks`, headers: {} })
      return createLocalJWKSet(asJson(answer).json as unknown as JSONWebKeySet)
    }

    it('verify with the published keys, by type, issuer and audience', async () => {
      const { payload, protectedHeader } = await jwtVerify(await bought(), await keys(), {
        typ: 'at+jwt',
        issuer: http.server.issuer,
        audience: fixture.billingApi,
        algorithms: ['ES256'],
        currentDate: new Date(http.server.clock.now() * 1000),
        requiredClaims: ['sub', 'client_id', 'scope', 'iat', 'exp', 'jti'],
      })
      assert.ok(protectedHeader.kid)
      assert.match(payload.sub ?? '', /^usr_/)
      assert.equal(payload.client_id, 'acme-sync')
      assert.equal(payload.scope, scope)
      assert.equal(payload.iat, http.server.clock.now())
      assert.equal(Number(payload.exp) - Number(payload.iat), 300)
    })

    it('say what introspection says', async () => {
      const token = await bought()
      const { active, token_type: type, ...claims } = await said(token)
      assert.deepEqual([active, type], [true, 'Bearer'])
      assert.deepEqual(claims, decodeJwt(token))
    })

    it('have a jti each', async () => {
      const ids = await Promise.all([bought(), bought()].map(async (token) => decodeJwt(await token).jti))
      assert.equal(new Set(ids).size, 2)
    })

    it('are signed by RS256 where the resource asks for it', async () => {
      const token = await bought('acme-sync', { scope: 'openid', resource: rsaApi })
      assert.equal(decodeProtectedHeader(token).alg, 'RS256')
      await jwtVerify(token, await keys(), { currentDate: new Date(http.server.clock.now() * 1000) })
      assert.equal((await said(token)).aud, rsaApi)
    })

    it('are for the issuer where an app has JWTs and no resource is meant', async () => {
      const token = await bought('acme-jwt', { scope: 'openid' })
      assert.equal(decodeJwt(token).aud, http.server.issuer)
      // What a resource has comes first.
      assert.match(await bought('acme-jwt', { scope: 'posts:read' }), /^mat_/)
    })

    it('live as long as the app chose', async () => {
      const token = await bought('acme-brief')
      assert.equal(Number(decodeJwt(token).exp) - Number(decodeJwt(token).iat), 7)
      http.server.clock.advance(7)
      assert.equal((await said(token)).active, false)
    })

    it('are ended one by one, by their jti', async () => {
      const [one, other] = [await bought(), await bought()]
      await http.app('acme-sync').revoke(one)
      assert.deepEqual(await said(one), { active: false })
      assert.equal((await said(other)).active, true)
    })

    it('are worth nothing when changed, unsigned, or of another type', async () => {
      const tokens = (await http.tokens(http.app('acme-es256'), { scope })).json
      const [header, payload, signature] = String(tokens.access_token).split('.')
      const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const claims = decodeJwt(String(tokens.access_token))
      const forged = [
        tokens.id_token,
        `${header}.${encode({ ...claims, scope: 'posts:write' })}.${signature}`,
        `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
        `${encode({ ...decodeProtectedHeader(String(tokens.access_token)), typ: 'JWT' })}.${payload}.${signature}`,
        `${header}.${payload}.`,
        `${header}.${payload}`,
      ]
      for (const token of forged) assert.deepEqual(await said(token), { active: false })
      assert.equal((await said(tokens.access_token)).active, true)
    })
  },
  {
    state: worldWith(
      [
        { clientId: 'acme-jwt', accessTokenFormat: 'jwt' },
        { clientId: 'acme-brief', lifetimes: { accessToken: 7 } },
      ],
      {
        resources: [
          ...fixture.world.resources,
          { identifier: rsaApi, accessTokenFormat: 'jwt', accessTokenSigningAlg: 'RS256' },
        ],
      },
    ),
  },
)
