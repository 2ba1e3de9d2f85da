import type { FirstStartLink } from '../../../platform/first-start-link.ts'
import type { DevelopmentMailer } from '../../../platform/mail/development-mailer.ts'
import { fail, go, show } from '../../answer.ts'
import { type Page, page } from '../../page.ts'
import type { Visit } from '../../visit.ts'
import { developmentMails } from './development-mails.ts'

const path = '/development/mails'

/** What a development server keeps instead of sending it, for who started the server. */
export interface Development {
  readonly mails: Pick<DevelopmentMailer, 'list'>
  readonly link: Pick<FirstStartLink, 'exchange' | 'isHolder'>
}

const isHolder = ({ cookies, request }: Visit, { link }: Development): boolean =>
  link.isHolder(cookies.read(request, 'development'))

/** Where this visitor may read the mails; undefined for everybody but who started the server. */
export const developmentMailsUrl = (
  visit: Visit,
  development: Development | undefined,
): string | undefined => (development && isHolder(visit, development) ? visit.url(path) : undefined)

/** The mails of a development server. Whoever did not come by the link of its start finds nothing here. */
export const developmentMailsPage = (development: Development): Page =>
  page({
    path,
    load(visit) {
      const { context, cookies, query, siteFrame, url } = visit
      const cookie = development.link.exchange(query.get('key'))
      if (cookie !== undefined) return go(url(path), { cookies: [cookies.set('development', cookie)] })
      if (!isHolder(visit, development)) return fail('notFound')
      return show(developmentMails({ context, frame: siteFrame(), mails: development.mails.list() }))
    },
  })
