/** Through a proxy on the same machine everybody comes from loopback: metrics are not for everybody. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { exchange } from 'mandate-testkit'
import { onEachDatabase } from '../http/on-each-database.ts'

const metricsToken = 'a-token-of-the-monitoring'

onEachDatabase(
  'metrics',
  (http) => {
    const ask = async (headers: Readonly<Record<string, string>>) =>
      (await exchange({ method: 'GET', url: `${http.server.issuer}/metrics`, headers })).status

    it('are for loopback', async () => assert.equal(await ask({}), 200))

    it('are not for those whom a proxy on this machine lets through, but by the token', async () => {
      for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']) {
        assert.equal(await ask({ [name]: '203.0.113.7' }), 403, name)
        assert.equal(await ask({ [name]: '203.0.113.7', authorization: `Bearer ${metricsToken}` }), 200)
      }
    })
  },
  { config: { metricsToken } },
)
