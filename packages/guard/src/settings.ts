import { type IssuerSettings, readIssuers } from './issuer-settings.ts'
import type { GuardFetch, GuardOptions } from './options.ts'
import type { RefusalDetails } from './refusal.ts'
import { type ResourceMetadata, readMetadata } from './resource-metadata.ts'
import { readUserJwt, type UserJwtSettings } from './user-jwt-settings.ts'

/** The options after their check, with the defaults filled in. Header names are in lower case. */
export interface GuardSettings {
  readonly issuers: readonly IssuerSettings[]
  readonly audiences: readonly string[]
  readonly jwt: 'local' | 'introspect'
  readonly cacheSeconds: number
  readonly takesPersonalTokens: boolean
  readonly personalTokenHeader: string | undefined
  readonly organizationKeys: { readonly header: string; readonly users: UserJwtSettings } | undefined
  readonly actAsHeader: string | undefined
  readonly metadata: readonly ResourceMetadata[]
  readonly metadataUrl: string | undefined
  readonly refusalBody: ((refusal: RefusalDetails) => unknown) | undefined
  readonly reportEverySeconds: number | undefined
  readonly clockToleranceSeconds: number
  readonly timeoutSeconds: number
  readonly realm: string
  readonly allowHttp: boolean
  readonly fetch: GuardFetch
  readonly clock: () => number
  readonly onError: (error: Error) => void
}

const seconds = (name: string, value: number | undefined, fallback: number, most: number, least = 0) => {
  if (value === undefined) return fallback
  if (!(value >= least && value <= most)) {
    throw new TypeError(`${name} must be a number from ${least} to ${most}`)
  }
  return value
}

const audiencesOf = (audience: unknown): readonly string[] => {
  const audiences: unknown[] = Array.isArray(audience) ? audience : [audience]
  const named = audiences.filter((value): value is string => typeof value === 'string' && value !== '')
  if (named.length === 0 || named.length !== audiences.length) {
    throw new TypeError(
      'audience must name this API: without it, tokens meant for other APIs would be accepted',
    )
  }
  return named
}

/** RFC 9110 section 5.1, in lower case. Two meanings of one header would be two credentials in one. */
const headerOf = (name: string, value: unknown, taken: Set<string>): string => {
  if (typeof value !== 'string' || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value)) {
    throw new TypeError(`${name} must be the name of a header`)
  }
  const header = value.toLowerCase()
  if (taken.has(header)) throw new TypeError(`${name} must not be ${value}, which has another meaning`)
  taken.add(header)
  return header
}

const headersOf = ({ personalTokens, organizationKeys, actAs }: GuardOptions, allowHttp: boolean) => {
  const taken = new Set(['authorization', 'cookie', 'host'])
  return {
    takesPersonalTokens: personalTokens !== undefined && personalTokens !== false,
    personalTokenHeader:
      typeof personalTokens === 'object'
        ? headerOf('personalTokens.header', personalTokens.header, taken)
        : undefined,
    organizationKeys: organizationKeys && {
      header: headerOf('organizationKeys.header', organizationKeys.header, taken),
      users: readUserJwt(organizationKeys.users, allowHttp),
    },
    actAsHeader: actAs
      ? headerOf('actAs.header', actAs === true ? 'actAsUserId' : actAs.header, taken)
      : undefined,
  }
}

const reportEvery = (value: GuardOptions['reportScopeUses']): number | undefined => {
  if (!value) return undefined
  return seconds('reportScopeUses.everySeconds', value === true ? undefined : value.everySeconds, 60, 3600, 1)
}

/** What only an issuer can answer needs a client to ask it with. */
const checkClients = (settings: GuardSettings): GuardSettings => {
  const needs = Object.entries({
    "jwt: 'introspect'": settings.jwt === 'introspect',
    personalTokens: settings.takesPersonalTokens,
    organizationKeys: settings.organizationKeys,
    actAs: settings.actAsHeader,
    reportScopeUses: settings.reportEverySeconds,
  })
  const need = needs.find(([, needed]) => needed)?.[0]
  if (need && !settings.issuers.some(({ client }) => client)) {
    throw new TypeError(`${need} needs clientId and clientSecret`)
  }
  return settings
}

/** Checks the options. Throws a TypeError that names the one that is wrong. */
export const readOptions = (options: GuardOptions): GuardSettings => {
  const { jwt = 'local', realm = 'api', allowHttp = false, refusalBody } = options
  const audiences = audiencesOf(options.audience)
  if (jwt !== 'local' && jwt !== 'introspect') throw new TypeError("jwt must be 'local' or 'introspect'")
  if (!/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(realm)) {
    throw new TypeError('realm must be printable ASCII without quotes and backslashes')
  }
  if (refusalBody !== undefined && typeof refusalBody !== 'function') {
    throw new TypeError('refusalBody must be a function of the refusal')
  }
  const issuers = readIssuers(options, allowHttp)
  return checkClients({
    issuers,
    audiences,
    jwt,
    ...headersOf(options, allowHttp),
    ...readMetadata(
      options.metadata ?? {},
      audiences,
      issuers.map(({ issuer }) => issuer),
    ),
    refusalBody,
    reportEverySeconds: reportEvery(options.reportScopeUses),
    cacheSeconds: seconds('cacheSeconds', options.cacheSeconds, 0, 5),
    clockToleranceSeconds: seconds('clockToleranceSeconds', options.clockToleranceSeconds, 0, 60),
    timeoutSeconds: seconds('timeoutSeconds', options.timeoutSeconds, 5, 60),
    realm,
    allowHttp,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    clock: options.clock ?? (() => Date.now() / 1000),
    onError: options.onError ?? (() => {}),
  })
}
