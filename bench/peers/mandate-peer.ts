import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pinned } from '../load/load.ts'
import { freePort, type ServerCommand } from '../process/server-process.ts'
import { type BenchClient, jwtResource, mandatePaths, type Peer, type PeerOptions, scopes } from './peer.ts'

const run = promisify(execFile)

/** The built command line: what a deployment runs. */
export const builtCli = join(import.meta.dirname, '../../packages/mandate/dist/cli/main.js')

/** Who signs in on the pages. */
export const person = { email: 'ada@example.com', password: 'correct horse battery staple' }

/** Settings of a server process: everything in the environment, nothing shared but the database. */
export function mandateEnvironment(options: {
  port: number
  issuer: string
  database: string
  secret: string
}): Record<string, string> {
  return {
    PORT: String(options.port),
    HOST: '127.0.0.1',
    MANDATE_ISSUER: options.issuer,
    MANDATE_DATABASE: options.database,
    MANDATE_SECRET: options.secret,
    LOG_LEVEL: 'warn',
  }
}

const clientId = 'bench'
const redirectUri = 'https://bench.example.com/callback'

/** The state that the scenarios need: one person, one confidential client, one resource with JWTs. */
function benchState(): object {
  return {
    scopes: [
      { name: scopes.opaque, description: 'Read notes' },
      { name: scopes.jwt, description: 'Read posts' },
    ],
    users: [{ ...person, name: 'Ada Lovelace', emailVerified: true }],
    organizations: [{ slug: 'acme', name: 'Acme', members: [{ email: person.email, role: 'admin' }] }],
    resources: [
      {
        identifier: jwtResource,
        scopes: [scopes.jwt],
        accessTokenFormat: 'jwt',
        accessTokenSigningAlg: 'ES256',
      },
    ],
    apps: [
      {
        clientId,
        name: 'Bench',
        owner: 'acme',
        type: 'confidential',
        tokenEndpointAuthMethod: 'client_secret_basic',
        redirectUris: [redirectUri],
        grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
        scopes: [...scopes.openid.split(' '), scopes.opaque, scopes.jwt],
        actorModes: ['self', 'app'],
        refresh: 'rotate',
      },
    ],
  }
}

/**
 * Prepares the database of `env` with the built command line: applies the state and has the server make
 * the client's secret, as an operator would (one that somebody chose would be kept under a slow hash).
 */
export async function prepareDatabase(
  directory: string,
  env: Record<string, string>,
  cli = builtCli,
): Promise<BenchClient> {
  const file = join(directory, 'state.json')
  await writeFile(file, JSON.stringify(benchState(), null, 2))
  const mandate = (...args: string[]) =>
    run(process.execPath, [cli, ...args], { cwd: directory, env: { ...process.env, ...env } })
  await mandate('apply', file)
  const { stdout } = await mandate('app', 'secret', clientId, '--json')
  return { id: clientId, secret: JSON.parse(stdout).clientSecret, redirectUri }
}

/** Mandate as it would be deployed: built, on SQLite, the state applied beforehand. */
export async function mandatePeer(options: PeerOptions): Promise<Peer> {
  return { ...(await peerOf('mandate', builtCli, options)), organization: 'acme' }
}

/** A former build, to be compared with. */
export async function formerMandatePeer(options: PeerOptions): Promise<Peer> {
  if (options.formerCli === undefined)
    throw new Error('mandate-before: say by --against which revision it is')
  return peerOf('mandate-before', options.formerCli, options)
}

async function peerOf(name: 'mandate' | 'mandate-before', cli: string, options: PeerOptions): Promise<Peer> {
  const { serverCore, nodeFlags = [] } = options
  const directory = join(options.directory, name)
  await mkdir(directory, { recursive: true })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const secret = randomBytes(32).toString('base64url')
  const commandIn = (data: string): ServerCommand & { env: Record<string, string> } => ({
    command: [...pinned(serverCore), process.execPath, ...nodeFlags, cli, 'serve'],
    env: mandateEnvironment({ port, issuer: origin, database: `sqlite:${join(data, 'mandate.db')}`, secret }),
    cwd: data,
    readyUrl: origin + mandatePaths.discovery,
    logFile: join(directory, 'mandate.log'),
  })
  const command = commandIn(directory)
  const client = await prepareDatabase(directory, command.env, cli)
  return {
    name,
    origin,
    paths: mandatePaths,
    client,
    person,
    command,
    freshCommand: commandIn,
  }
}
