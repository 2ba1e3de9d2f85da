import { brand } from '../components/brand.ts'
import { type Child, type Html, html } from '../html.ts'
import type { ViewContext } from '../view-context.ts'
import { page } from './document.ts'
import { footer } from './footer.ts'

export interface FlowProps {
  readonly context: ViewContext
  readonly title: string
  readonly failed?: boolean
  /** Wide for pages with something to read. */
  readonly wide?: boolean
  /** Without the platform's mark above the card: the consent page shows it inside. */
  readonly unbranded?: boolean
  readonly script?: string
  readonly content: Child
}

/** A centred card, for the pages of a flow that somebody is passing through. */
export const flow = (props: FlowProps): Html =>
  page({
    ...props,
    bodyClass: props.wide === true ? 'flow flow-wide' : 'flow',
    body: html`
<div class="flow-body">
  ${props.unbranded !== true && html`<header class="flow-brand">${brand(props.context.branding)}</header>`}
  <main class="card stack stack-loose">${props.content}</main>
</div>
${footer(props.context)}`,
  })
