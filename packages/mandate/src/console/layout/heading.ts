import { icon } from '../components/icon.ts'
import { type Child, type Html, html } from '../html.ts'

/** The head of a card in the flow layout: what this page is, and for what. */
export const heading = (props: {
  readonly title: Child
  readonly lead?: Child
  readonly emblem?: { readonly icon: keyof typeof icon; readonly kind?: 'success' | 'danger' | 'warning' }
}): Html => html`
<div class="heading">
  ${
    props.emblem !== undefined &&
    html`<span class="emblem emblem-${props.emblem.kind ?? 'neutral'}">${icon[props.emblem.icon]}</span>`
  }
  <h1>${props.title}</h1>
  ${props.lead !== undefined && html`<p class="soft">${props.lead}</p>`}
</div>`
