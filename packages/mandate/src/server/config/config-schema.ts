import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import { databaseProblem } from './database-address.ts'
import { issuerProblem } from './issuer.ts'
import { loginSchema, platformUrl } from './login-schema.ts'

const checked = (problem: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const message = problem(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

const webAddress = checked((text) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? undefined
    : 'must be an absolute http or https URL',
)

/** Why a text is no address and no range of addresses. */
const addressProblem = (text: string): string | undefined => {
  const [address = '', prefix, more] = text.split('/')
  const family = isIP(address)
  const problem = 'must be an IP address or a range such as 10.0.0.0/8'
  if (family === 0 || more !== undefined) return problem
  if (prefix === undefined) return undefined
  if (!/^\d{1,3}$/.test(prefix)) return problem
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6')
    return undefined
  } catch {
    return problem
  }
}

const smtpProblem = (text: string): string | undefined =>
  URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname
    ? undefined
    : 'must be smtp://USER:PASSWORD@HOST:PORT or smtps://…'

/** `mail@example.com`, or `Example <mail@example.com>`. */
const mailboxProblem = (text: string): string | undefined =>
  /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text)
    ? undefined
    : 'must be an address such as mail@example.com or Example <mail@example.com>'

const secret = z.string().min(32)
const seconds = z.int().min(1).max(3_153_600_000)
const prefix = checked((text) =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,30}_$/.test(text)
    ? undefined
    : 'must be 2 to 32 letters, digits, _ and -, and end with _',
)

/** What `mandate.config.ts` may hold. Every key is optional. */
export const configSchema = z.strictObject({
  /** The URL by which clients know this server, without a trailing slash. Default: `http://localhost:PORT`. */
  issuer: checked(issuerProblem).optional(),
  /** The TCP port to listen on; 0 takes any free one, and then `issuer` must be given. Default: 4000. */
  port: z.int().min(0).max(65_535).optional(),
  /** The name or address to listen on. Default: `localhost`, which is 127.0.0.1 and ::1. */
  host: z.string().min(1).optional(),
  /** `sqlite:FILE`, `sqlite::memory:` or `postgres://…`. Default: `sqlite:` with `mandate.db` in the data directory. */
  database: checked(databaseProblem).optional(),
  /** Encrypts what must be readable again; at least 32 characters. Mandatory on PostgreSQL; on SQLite made if absent. */
  secret: secret.optional(),
  /** Secrets used before: what they sealed can still be read. */
  formerSecrets: z.array(secret).optional(),
  /** Where the server keeps files of its own. Default: `./data`. */
  dataDirectory: z.string().min(1).optional(),
  /** Default: `info`. */
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).optional(),
  /** How mails are sent. Without it they are shown on a development page on loopback, and not sent elsewhere. */
  mail: z
    .strictObject({
      /** `smtp://USER:PASSWORD@HOST:PORT` or `smtps://…`. */
      smtpUrl: checked(smtpProblem),
      /** The sender: `Example <mail@example.com>`. */
      from: checked(mailboxProblem),
    })
    .optional(),
  /** Addresses or ranges of proxies whose `X-Forwarded-For` is believed. Default: none. */
  trustedProxies: z.array(checked(addressProblem)).optional(),
  /** What the secrets of each kind begin with, and the client ids that the server draws (default: `client_`). */
  tokenPrefixes: z
    .strictObject({
      clientId: prefix.optional(),
      accessToken: prefix.optional(),
      refreshToken: prefix.optional(),
      authorizationCode: prefix.optional(),
      clientSecret: prefix.optional(),
      personalToken: prefix.optional(),
      organizationKey: prefix.optional(),
      operatorKey: prefix.optional(),
    })
    .optional(),
  /** Seconds, for apps that do not choose their own. */
  lifetimes: z
    .strictObject({
      /** Default: 60, at most 600. */
      authorizationCode: z.int().min(1).max(600).optional(),
      /** Of an opaque access token. Default: 3600. */
      accessToken: seconds.optional(),
      /** Of a JWT access token, which a resource server may check without asking. Default: 300. */
      jwtAccessToken: seconds.optional(),
      /** Of a refresh token that is not used. Default: 30 days. */
      refreshToken: seconds.optional(),
      /** Default: 3600. */
      idToken: seconds.optional(),
      /** How long a refresh token that was used answers the same again. Default: 10, at most 60; 0 is off. */
      replayWindow: z.int().min(0).max(60).optional(),
    })
    .optional(),
  /** How the pages show the platform. */
  branding: z
    .strictObject({
      /** Default: `Mandate`. */
      platformName: z.string().min(1).max(80).optional(),
      logoUrl: webAddress.optional(),
      /** `#rrggbb`. */
      accent: checked((text) =>
        /^#[0-9a-f]{6}$/i.test(text) ? undefined : 'must be a colour such as #3451d1',
      ).optional(),
      supportUrl: webAddress.optional(),
      privacyUrl: webAddress.optional(),
      termsUrl: webAddress.optional(),
    })
    .optional(),
  /** Whether people may make accounts by themselves. Default: `open`. */
  signUp: z.enum(['open', 'off']).optional(),
  /** Who finds out who people are: our own accounts, the platform, OpenID providers. */
  login: loginSchema.optional(),
  /** A page of the platform that draws the question for consent instead of ours. */
  consent: z.strictObject({ url: platformUrl }).optional(),
  /** Whether people without an account may ask for an app, which an operator then approves. Default: `open`. */
  appRequests: z.enum(['open', 'off']).optional(),
  /** Apps that may act as users, by client id, beside those that an operator allowed one by one. Default: none. */
  actAsUsers: z.strictObject({ apps: z.array(z.string().min(1)) }).optional(),
  /** Lets a caller that is not on loopback read `/metrics`, as a bearer token. At least 16 characters. */
  metricsToken: z.string().min(16).optional(),
})

/** What `defineConfig` takes. */
export type MandateConfig = z.input<typeof configSchema>
