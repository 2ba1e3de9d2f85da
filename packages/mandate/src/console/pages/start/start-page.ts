import { show } from '../../answer.ts'
import { type Page, page } from '../../page.ts'
import { type Development, developmentMailsUrl } from '../mails/development-mails-page.ts'
import { type StartProps, start } from './start.ts'

export interface StartPagePorts {
  readonly demo: StartProps['demo']
  readonly development: Development | undefined
}

/** What runs here, and what to open. */
export const startPage = ({ demo, development }: StartPagePorts): Page =>
  page({
    path: '/',
    load: (visit) =>
      show(
        start({
          context: visit.context,
          frame: visit.siteFrame(),
          accountUrl: visit.url('/account'),
          discoveryUrl: visit.url('/.well-known/openid-configuration'),
          apiUrl: visit.url('/api/v1/openapi.json'),
          developmentMailsUrl: developmentMailsUrl(visit, development),
          demo,
        }),
      ),
  })
