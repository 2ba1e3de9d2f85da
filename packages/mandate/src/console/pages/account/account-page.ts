import type { ConsentFacts } from '../../../platform/apps/app-facts.ts'
import { type ListConsentsPorts, listConsents } from '../../../platform/consents/list-consents.ts'
import { type ListSessionsPorts, listSessions } from '../../../platform/sessions/list-sessions.ts'
import { show } from '../../answer.ts'
import { type Page, type PersonalVisit, personalPage } from '../../page.ts'
import { identityOf } from '../../visit.ts'
import { publisherName } from '../consent/publisher-name.ts'
import { scopeTexts } from '../consent/scope-texts.ts'
import { account } from './account.ts'
import { type AccountActionPorts, accountActions } from './account-actions.ts'
import type { AccountProps, AccountSession, ConnectedApp } from './account-props.ts'
import { deviceOf } from './device-name.ts'

export type AccountPagePorts = ListSessionsPorts &
  ListConsentsPorts &
  AccountActionPorts & { readonly facts: ConsentFacts }

const noticeOf = ({ context, query }: PersonalVisit): AccountProps['notice'] => {
  const asked = query.get('notice')
  const known = Object.keys(context.strings.account.notices) as NonNullable<AccountProps['notice']>[]
  return known.find((name) => name === asked)
}

const sessionsOf = async (visit: PersonalVisit, ports: ListSessionsPorts): Promise<AccountSession[]> => {
  const sessions = await listSessions(visit.signedIn.user.id, ports)
  return sessions.map((session) => ({
    ...deviceOf(session.userAgent, visit.context.strings.account),
    address: session.address ?? '',
    signedInAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
    current: session.id === visit.signedIn.session.id,
    revoke: visit.target('/account/sessions/revoke', {}, { session: session.id }),
  }))
}

const appsOf = async (visit: PersonalVisit, ports: AccountPagePorts): Promise<ConnectedApp[]> => {
  const { strings } = visit.context
  const consents = await listConsents(visit.signedIn.user.id, ports)
  const names = [...new Set(consents.flatMap(({ scopes }) => scopes))]
  const texts = await scopeTexts(names, ports.facts, strings)
  const onlySignIn = [{ scope: 'openid', text: strings.consent.onlySignIn }]
  const apps = await Promise.all(consents.map(({ appId }) => ports.facts.findApp(appId)))
  return consents.map((consent, index) => {
    const scopes = texts.filter(({ scope }) => consent.scopes.includes(scope))
    return {
      name: consent.appName,
      logoUrl: consent.logoUrl,
      publisher: publisherName(apps[index], visit.context),
      organization: consent.organization?.name,
      scopes: scopes.length > 0 ? scopes : onlySignIn,
      grantedAt: consent.createdAt,
      lastUsedAt: consent.lastUsedAt,
      remove: visit.target('/account/apps/remove', {}, { grant: consent.id }),
    }
  })
}

/** A person's own page: who they are here, where they are signed in, which apps act for them. */
export const accountPage = (ports: AccountPagePorts): Page =>
  personalPage({
    path: '/account',
    async load(visit) {
      const { context, signedIn, siteFrame, target, url } = visit
      const [sessions, connectedApps] = await Promise.all([sessionsOf(visit, ports), appsOf(visit, ports)])
      return show(
        account({
          context,
          frame: siteFrame(),
          user: { ...identityOf(signedIn), emailVerified: signedIn.user.emailVerifiedAt !== undefined },
          resendVerification: ports.logins.builtIn ? target('/account/verification') : undefined,
          changePasswordUrl: ports.logins.builtIn ? url('/account/password') : undefined,
          notice: noticeOf(visit),
          sessions,
          revokeOtherSessions: target('/account/sessions/revoke-others'),
          connectedApps,
        }),
      )
    },
    actions: accountActions(ports),
  })
