import type { ErrorCodeWords } from '../../../platform/attempts/error-code-words.ts'
import { type Html, html } from '../../html.ts'
import { type SiteFrame, site } from '../../layout/site.ts'
import type { ViewContext } from '../../view-context.ts'

export interface ErrorCodesProps {
  readonly context: ViewContext
  readonly frame: SiteFrame
}

/** Codes and reasons share names; the anchors of codes are what `error_uri` promises. */
const list = (
  words: Readonly<Record<string, ErrorCodeWords>>,
  anchor: (code: string) => string,
  { means, remedy }: ViewContext['strings']['errorCodes'],
): Html =>
  html`<ul class="stack">${Object.entries(words).map(
    ([code, one]) => html`
<li class="card mail" id="${anchor(code)}">
  <div class="mail-head"><h3><code>${code}</code></h3></div>
  <dl class="facts">
    <div><dt>${means}</dt><dd>${one.means}</dd></div>
    <div><dt>${remedy}</dt><dd>${one.remedy}</dd></div>
  </dl>
</li>`,
  )}</ul>`

/** What each error code and each reason means, and what to do. `error_uri` leads here, to the code's own place. */
export const errorCodes = ({ context, frame }: ErrorCodesProps): Html => {
  const strings = context.strings.errorCodes
  const { title, lead, codes, words, reasons } = strings
  return site({
    context,
    title,
    frame,
    content: [
      html`<div class="hero"><h1>${title}</h1><p class="soft">${lead}</p></div>`,
      html`<h2>${codes}</h2>`,
      list(words, (code) => code, strings),
      html`<h2 id="reasons">${reasons.title}</h2><p class="soft">${reasons.lead}</p>`,
      list(reasons.words, (reason) => `reason-${reason}`, strings),
    ],
  })
}
