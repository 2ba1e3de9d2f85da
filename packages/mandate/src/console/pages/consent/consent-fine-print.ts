import { formatDuration } from '../../components/moment.ts'
import { type Child, type Html, html } from '../../html.ts'
import type { Strings } from '../../strings/en.ts'
import type { ConsentProps, Destination } from './consent-props.ts'

const destinationText = (destination: Destination, words: Strings['consent']): Child => {
  switch (destination.kind) {
    case 'host':
      return words.leaveForHost(html`<strong>${destination.host}</strong>`)
    case 'loopback':
      return words.leaveForLoopback(html`<strong>${destination.host}</strong>`)
    case 'scheme':
      return words.leaveForScheme
  }
}

/** The name of the destination as it stands in the redirect URI. */
const destinationName = (destination: Destination): string => {
  switch (destination.kind) {
    case 'host':
    case 'loopback':
      return destination.host
    case 'scheme':
      return `${destination.scheme}:`
  }
}

/** Leaves the flow open where it is: reading a policy must not lose what was begun. */
const aside = (href: string, text: string): Html =>
  html`<a class="link" href="${href}" target="_blank" rel="noreferrer">${text}</a>`

/** Where the browser goes next, how long the access lasts, how to end it, and the app's own documents. */
export const consentFinePrint = ({ context, app, ...props }: ConsentProps): Html => {
  const { strings } = context
  const words = strings.consent
  const connectedApps = aside(props.connectedAppsUrl, words.connectedApps)
  const untilRemoved = props.organization ? words.untilRemovedThere : words.untilRemoved
  const documents = [
    { href: app.policyUrl, text: words.policy },
    { href: app.termsUrl, text: words.terms },
  ].flatMap(({ href, text }) => (href === undefined ? [] : [aside(href, text)]))
  return html`
<div class="fine-print">
  <p>${destinationText(props.destination, words)}</p>
  <p>${
    props.endsAfterSeconds === undefined
      ? untilRemoved(connectedApps)
      : words.endsAfter(formatDuration(props.endsAfterSeconds, strings.locale), connectedApps)
  }</p>
  ${documents.length > 0 && html`<p class="documents"><span>${app.name}:</span>${documents}</p>`}
</div>`
}

/** The same for those who read scopes and client ids. */
export const consentDetails = ({ context, app, scopes, destination }: ConsentProps): Html => {
  const words = context.strings.consent
  const asked = [...scopes.required.flatMap((group) => group.scopes), ...(scopes.optional ?? [])]
  return html`
<details class="disclosure">
  <summary>${words.details}</summary>
  <dl class="facts">
    <div><dt>${words.clientId}</dt><dd><code>${app.clientId}</code></dd></div>
    ${asked.length > 0 && html`<div><dt>${words.scopes}</dt><dd><code>${asked.map(({ scope }) => scope).join(' ')}</code></dd></div>`}
    <div><dt>${words.redirectUri}</dt><dd><code>${destinationName(destination)}</code></dd></div>
  </dl>
</details>`
}
