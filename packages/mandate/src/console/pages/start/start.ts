import { avatar } from '../../components/avatar.ts'
import { icon } from '../../components/icon.ts'
import { type Html, html } from '../../html.ts'
import { type SiteFrame, site } from '../../layout/site.ts'
import type { Strings } from '../../strings/en.ts'
import type { ViewContext } from '../../view-context.ts'

export interface StartLink {
  readonly title: string
  readonly url: string
  readonly text: string
}

/** A person of the demo world. Only ever demo accounts: the password is shown. */
export interface DemoAccount {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly text: string
}

/** Something to do in the demo. */
export interface DemoIdea {
  readonly title: string
  readonly text: string
}

export interface StartProps {
  readonly context: ViewContext
  readonly frame: SiteFrame
  readonly accountUrl: string
  readonly discoveryUrl: string
  /** Of the OpenAPI document. */
  readonly apiUrl: string
  readonly developmentMailsUrl?: string | undefined
  readonly demo?:
    | {
        readonly links: readonly StartLink[]
        readonly ideas: readonly DemoIdea[]
        readonly accounts: readonly DemoAccount[]
      }
    | undefined
}

const tile = ({ title, url, text }: StartLink): Html => html`
<li class="card tile"><h3><a href="${url}">${title}${icon.arrow}</a></h3><p class="small soft">${text}</p></li>`

const demoAccount = (account: DemoAccount, strings: Strings): Html => html`
<li>
  ${avatar({ name: account.name, kind: 'person', size: 'medium' })}
  <div class="row-main"><p class="row-title">${account.name}</p><p class="small soft">${account.text}</p></div>
  <dl class="credentials">
    <div><dt>${strings.common.email}</dt><dd><code>${account.email}</code></dd></div>
    <div><dt>${strings.common.password}</dt><dd><code>${account.password}</code></dd></div>
  </dl>
</li>`

const idea = ({ title, text }: DemoIdea): Html => html`
<li><div class="row-main"><p class="row-title">${title}</p><p class="small soft">${text}</p></div></li>`

const demoPart = (demo: NonNullable<StartProps['demo']>, { strings }: ViewContext): Html => {
  const words = strings.start
  return html`
<section class="stack" aria-labelledby="demo">
  <div class="stack stack-tight"><h2 id="demo">${words.demo}</h2><p class="soft">${words.demoLead}</p></div>
  <ul class="tiles">${demo.links.map(tile)}</ul>
  <h3 class="subheading">${words.ideas}</h3>
  <ol class="card rows">${demo.ideas.map(idea)}</ol>
  <h3 class="subheading">${words.accounts}</h3>
  <ul class="card rows">${demo.accounts.map((account) => demoAccount(account, strings))}</ul>
</section>`
}

/** The page at `/`: what runs here, and what to open. */
export const start = ({
  context,
  frame,
  accountUrl,
  discoveryUrl,
  apiUrl,
  developmentMailsUrl,
  demo,
}: StartProps): Html => {
  const { platformName } = context.branding
  const words = context.strings.start
  return site({
    context,
    title: words.title,
    frame,
    content: [
      html`<div class="hero"><h1>${words.heading(platformName)}</h1><p class="soft">${words.lead}</p></div>`,
      demo && demoPart(demo, context),
      html`
<section class="stack" aria-labelledby="open">
  <h2 id="open">${words.open}</h2>
  <ul class="tiles">
    ${tile({ ...words.account, url: accountUrl })}
    ${tile({ ...words.discovery, url: discoveryUrl })}
    ${tile({ ...words.api, url: apiUrl })}
    ${developmentMailsUrl !== undefined && tile({ ...words.mails, url: developmentMailsUrl })}
  </ul>
</section>`,
    ],
  })
}
