import { avatar } from '../../components/avatar.ts'
import { button } from '../../components/button.ts'
import { form } from '../../components/form.ts'
import { moment } from '../../components/moment.ts'
import { scopeList } from '../../components/scope-list.ts'
import { type Html, html } from '../../html.ts'
import type { AccountProps, ConnectedApp } from './account-props.ts'

const row = (app: ConnectedApp, { context }: AccountProps): Html => {
  const { strings } = context
  const words = strings.account
  return html`
<li class="row-tall">
  ${avatar({ name: app.name, logoUrl: app.logoUrl, size: 'medium' })}
  <div class="row-main">
    <h3 class="row-title">${app.name} <span class="soft row-aside">${words.by(app.publisher)}</span></h3>
    <p class="meta">${app.organization !== undefined && html`<span>${words.inOrganization(app.organization)}</span>`}<span>${words.allowedAt(moment(app.grantedAt, context))}</span><span>${
      app.lastUsedAt === undefined ? words.neverUsed : words.lastUsed(moment(app.lastUsedAt, context))
    }</span></p>
    <div class="row-disclosures">
      <details class="disclosure">
        <summary>${words.whatItCanDo(app.scopes.length)}</summary>
        ${scopeList([{ scopes: app.scopes }], strings)}
      </details>
      <details class="disclosure disclosure-danger">
        <summary aria-label="${words.removeLabel(app.name)}">${words.remove}</summary>
        ${form(app.remove, [
          html`<p class="small">${words.removeExplained(app.publisher)}</p>`,
          html`<div>${button({ text: words.removeConfirm(app.name), kind: 'danger' })}</div>`,
        ])}
      </details>
    </div>
  </div>
</li>`
}

/** Which apps act for the person, what each may do, and how to end it. */
export const accountApps = (props: AccountProps): Html => {
  const words = props.context.strings.account
  return html`
<section class="section" aria-labelledby="connected-apps">
  <div class="stack stack-tight"><h2 id="connected-apps">${words.connectedApps}</h2><p class="small soft">${words.connectedAppsHint}</p></div>
  ${
    props.connectedApps.length === 0
      ? html`<p class="card empty">${words.noApps}</p>`
      : html`<ul class="card rows">${props.connectedApps.map((app) => row(app, props))}</ul>`
  }
</section>`
}
