import { type Html, html } from '../../html.ts'
import { type SiteFrame, site } from '../../layout/site.ts'
import type { ViewContext } from '../../view-context.ts'

export interface ErrorCodesProps {
  readonly context: ViewContext
  readonly frame: SiteFrame
}

/** What each error code means and what to do. `error_uri` leads here, to the code's own place. */
export const errorCodes = ({ context, frame }: ErrorCodesProps): Html => {
  const { title, lead, means, remedy, words } = context.strings.errorCodes
  return site({
    context,
    title,
    frame,
    content: [
      html`<div class="hero"><h1>${title}</h1><p class="soft">${lead}</p></div>`,
      html`<ul class="stack">${Object.entries(words).map(
        ([code, one]) => html`
<li class="card mail" id="${code}">
  <div class="mail-head"><h2><code>${code}</code></h2></div>
  <dl class="facts">
    <div><dt>${means}</dt><dd>${one.means}</dd></div>
    <div><dt>${remedy}</dt><dd>${one.remedy}</dd></div>
  </dl>
</li>`,
      )}</ul>`,
    ],
  })
}
