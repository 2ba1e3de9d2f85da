import { z } from 'zod'
import { isLoopbackHost } from '../../protocol/loopback.ts'
import { issuerProblem } from './issuer.ts'

const checked = (problem: (text: string) => string | undefined) =>
  z.string().superRefine((text, context) => {
    const message = problem(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

/** Why a text cannot be where browsers are sent that carry a challenge. */
const platformUrlProblem = (text: string): string | undefined => {
  if (!URL.canParse(text)) return 'must be an absolute URL such as https://example.com/login'
  const { protocol, hostname, username, password, hash } = new URL(text)
  const isSecure = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
  if (!isSecure) return 'must use https; http is for localhost, 127.0.0.1 and [::1] only'
  if (username || password) return 'must not carry a user name or password'
  return hash ? 'must not have a fragment (#)' : undefined
}

/** A page of the platform's own. */
export const platformUrl = checked(platformUrlProblem)

/** Memberships made here have this source. */
const reservedName = 'local'

const upstreamSchema = z.strictObject({
  /** Names it in URLs and as the source of what it says; do not change it once people have signed in. */
  name: checked((text) =>
    /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(text) && text !== reservedName
      ? undefined
      : `must be at most 32 lower-case letters, digits and inner hyphens, and not ${reservedName}`,
  ),
  /** How the button calls it. Default: the name. */
  label: z.string().min(1).max(60).optional(),
  issuer: checked((text) => issuerProblem(text.replace(/\/$/, ''))),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** How the secret is sent. Default: `client_secret_basic`. */
  tokenEndpointAuthMethod: z.enum(['client_secret_basic', 'client_secret_post']).optional(),
  /** Default: openid, email, profile. */
  scopes: z.array(z.string().regex(/^[!#-[\]-~]+$/)).optional(),
  /** The claim that names the person's organizations; without it none are taken over. */
  organizationsClaim: z.string().min(1).optional(),
  /** Whether organizations that are not known here are made. Default: no. */
  createOrganizations: z.boolean().optional(),
  /** Whether an e-mail counts as confirmed without `email_verified`. Default: no, and then such people are refused. */
  trustEmail: z.boolean().optional(),
})

/** Who finds out who people are. */
export const loginSchema = z
  .strictObject({
    /** Our own accounts: passwords and sign-up. Default: yes, unless the platform signs people in. */
    builtIn: z.boolean().optional(),
    /** The platform signs people in, at this URL, and its back end tells who they are. */
    handOff: z
      .strictObject({
        url: platformUrl,
        /** Whether organizations that are not known here are made. Default: yes. */
        createOrganizations: z.boolean().optional(),
      })
      .optional(),
    /** OpenID providers at which people can sign in. */
    upstream: z.array(upstreamSchema).max(20).optional(),
  })
  .superRefine(({ builtIn, handOff, upstream = [] }, context) => {
    if (builtIn === false && !handOff && upstream.length === 0) {
      const message = 'must not be false without handOff or upstream, or nobody could sign in'
      context.addIssue({ code: 'custom', path: ['builtIn'], message })
    }
    for (const [index, { name }] of upstream.entries()) {
      if (upstream.findIndex((one) => one.name === name) === index) continue
      const message = 'must be another one than those above'
      context.addIssue({ code: 'custom', path: ['upstream', index, 'name'], message })
    }
  })

export type LoginInput = z.output<typeof loginSchema>
