import assert from 'node:assert/strict'
import { createRelyingParty, fixture, type JsonResponse, type RelyingParty } from 'mandate-testkit'
import { callApi } from '../../api/api-client.ts'
import { organizationIdOf, userIdOf } from '../../api/keys.ts'
import type { HttpTest } from '../../http/on-each-database.ts'
import { keysOf } from '../../support/keys.ts'
import { addManager, appScopes, giveCredential } from './world.ts'

/** All that can be taken back, each alive until it is. The tokens of a person alone, of a member, and of the app. */
export const personal = [
  'code of a person',
  'token of a person',
  'JWT of a person',
  'refresh token of a person',
]
export const members = [
  'code of a member',
  'token of a member',
  'JWT of a member',
  'refresh token of a member',
]
export const bots = ['token of the bot', 'JWT of the bot']
export const installed = ['installation', ...members, ...bots]
export const ofApp = [...personal, ...installed, 'own token', 'secret']

export interface Things {
  readonly app: RelyingParty
  readonly appId: string
  readonly organizationId: string
  readonly userId: string
  readonly installationId: string
  readonly personalGrantId: string
  readonly memberGrantId: string
  readonly secretId: string
  readonly tokenId: string
  readonly confinedTokenId: string
  /** Of a person, as texts; and a bot's, for the management API. */
  readonly texts: Readonly<
    Record<'code' | 'access' | 'jwt' | 'refresh' | 'memberAccess' | 'key' | 'bot', string>
  >
  /** What is alive. It redeems codes. */
  living(): Promise<readonly string[]>
}

const ok = ({ status, json, body }: JsonResponse): Readonly<Record<string, string>> => {
  assert.equal(status, 200, body)
  return json as Record<string, string>
}

/** A new app with everything that anybody could take back from it. */
export const createThings = async (http: HttpTest): Promise<Things> => {
  const { server } = http
  const [operator, ada] = [await giveCredential(server, 'operator'), await giveCredential(server, 'user')]
  const call = async (method: string, path: string, body?: unknown, token = operator) => {
    const answer = await callApi(server, method, path, { token, body })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`)
    return answer.body
  }
  const [acme, contoso] = [await organizationIdOf(server, 'acme'), await organizationIdOf(server, 'contoso')]
  const userId = await userIdOf(server, 'ada@example.com')
  const made = await call('POST', '/apps', {
    name: 'Calendar',
    redirectUris: [fixture.callback],
    scopes: appScopes,
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    actorModes: ['self', 'app'],
    owner: { kind: 'organization', id: acme },
    published: true,
  })
  const [appId, clientId] = [String(made.id), String(made.clientId)]
  await addManager(server, appId, await userIdOf(server, 'mary@example.com'))
  const { secret } = made.secret as { secret: string }
  const app = createRelyingParty({ issuer: server.issuer, clientId, secret })
  const installation = await call('POST', `/organizations/${contoso}/installations`, {
    appId,
    scopes: appScopes.filter((scope) => /^(posts|invoices|mandate):/.test(scope)),
    actorModes: ['self', 'app'],
  })

  const tokens = async (request: Record<string, string>) => ok(await http.tokens(app, request, 'ada'))
  const machine = async (request: Record<string, string>, as = app) =>
    as.post('/oauth/token', { grant_type: 'client_credentials', ...request })
  const inContoso = { organization: contoso, actor: 'self' }
  const person = await tokens({ scope: 'reports:read' })
  const personJwt = await tokens({ scope: 'bills:read' })
  const personCode = await http.code(app, { scope: 'reports:read' }, 'ada')
  const member = await tokens({ scope: 'posts:read', ...inContoso })
  const memberJwt = await tokens({ scope: 'invoices:read', ...inContoso })
  const memberCode = await http.code(app, { scope: 'posts:read', ...inContoso }, 'ada')
  const bot = ok(await machine({ scope: 'posts:read', organization: contoso }))
  const botJwt = ok(await machine({ scope: 'invoices:read', organization: contoso }))
  const botApi = ok(await machine({ scope: 'mandate:installations:write', organization: contoso }))
  const own = ok(await machine({ scope: 'reports:read' }))
  const second = await call('POST', `/apps/${appId}/secrets`, { name: 'second' })
  const withSecond = createRelyingParty({ issuer: server.issuer, clientId, secret: String(second.secret) })
  const atLarge = await keysOf(server).personal('ada', ['reports:read'])
  const confined = await keysOf(server).personal('ada', ['posts:read'], { organization: 'contoso' })
  const grants = (await call('GET', '/users/me/grants?limit=200', undefined, ada)).data as {
    id: string
    appId: string
    installationId?: string
  }[]
  const grantId = (isPersonal: boolean): string =>
    grants.find((grant) => grant.appId === appId && (grant.installationId === undefined) === isPersonal)
      ?.id ?? assert.fail('there is no such grant')

  const gateway = http.app('northwind-gateway')
  const isActive = async (text: unknown) => (await gateway.introspect(text)).json.active === true
  const isAnswered = async (answer: Promise<JsonResponse>) => (await answer).status === 200
  const checks: Readonly<Record<string, () => Promise<boolean>>> = {
    'code of a person': () => isAnswered(app.redeem(personCode)),
    'token of a person': () => isActive(person.access_token),
    'JWT of a person': () => isActive(personJwt.access_token),
    'refresh token of a person': () => isAnswered(app.refresh(person.refresh_token)),
    'code of a member': () => isAnswered(app.redeem(memberCode)),
    'token of a member': () => isActive(member.access_token),
    'JWT of a member': () => isActive(memberJwt.access_token),
    'refresh token of a member': () => isAnswered(app.refresh(member.refresh_token)),
    'token of the bot': () => isActive(bot.access_token),
    'JWT of the bot': () => isActive(botJwt.access_token),
    'own token': () => isActive(own.access_token),
    installation: async () => {
      const { body } = await callApi(server, 'GET', `/installations/${installation.id}`, { token: operator })
      return body.status === 'active'
    },
    secret: () => isAnswered(machine({ scope: 'reports:read' }, withSecond)),
    'personal token': () => isActive(atLarge.text),
    'confined personal token': () => isActive(confined.text),
  }
  return {
    app,
    appId,
    organizationId: contoso,
    userId,
    installationId: String(installation.id),
    personalGrantId: grantId(true),
    memberGrantId: grantId(false),
    secretId: String(second.id),
    tokenId: atLarge.key.id,
    confinedTokenId: confined.key.id,
    texts: {
      code: personCode,
      access: person.access_token ?? '',
      jwt: personJwt.access_token ?? '',
      refresh: person.refresh_token ?? '',
      memberAccess: member.access_token ?? '',
      key: atLarge.text,
      bot: botApi.access_token ?? '',
    },
    async living() {
      const alive: string[] = []
      for (const [name, isAlive] of Object.entries(checks)) if (await isAlive()) alive.push(name)
      return alive
    },
  }
}
