import { alert } from '../../components/alert.ts'
import { appAndPlatform } from '../../components/app-and-platform.ts'
import { badge } from '../../components/badge.ts'
import { button } from '../../components/button.ts'
import { form } from '../../components/form.ts'
import { formatDuration } from '../../components/moment.ts'
import { person } from '../../components/person.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { consentChoices } from './consent-choices.ts'
import type { ConsentProps, Destination } from './consent-props.ts'
import { consentScopes } from './consent-scopes.ts'

const head = ({ context, app }: ConsentProps, title: string): Html => {
  const { strings, branding } = context
  const homepage =
    app.homepageUrl !== undefined &&
    html`<a class="link" href="${app.homepageUrl}" rel="noreferrer">${hostOf(app.homepageUrl)}</a>`
  return html`
<div class="heading">
  ${appAndPlatform(app, branding)}
  <h1>${title}</h1>
  <div class="byline">
    <span>${strings.consent.byPublisher(html`<strong>${app.publisher.name}</strong>`)}</span>
    ${homepage}
    ${
      app.publisher.verified
        ? badge('success', strings.common.verified)
        : badge('neutral', strings.common.notVerified(branding.platformName))
    }
  </div>
  ${app.description !== undefined && html`<p class="soft small">${app.description}</p>`}
</div>`
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)

const whoDecides = ({ context, user, useAnotherAccountUrl }: ConsentProps): Html => html`
<div class="panel">
  <span class="visually-hidden">${context.strings.consent.signedInAs}</span>
  ${person(user)}
  <a class="link small" href="${useAnotherAccountUrl}">${context.strings.common.notYou}</a>
</div>`

const destinationText = (destination: Destination, words: ConsentProps['context']['strings']['consent']) => {
  switch (destination.kind) {
    case 'host':
      return words.leaveForHost(html`<strong>${destination.host}</strong>`)
    case 'loopback':
      return words.leaveForLoopback
    case 'scheme':
      return words.leaveForScheme
  }
}

const finePrint = ({ context, app, destination, endsAfterSeconds, connectedAppsUrl }: ConsentProps): Html => {
  const { strings } = context
  const words = strings.consent
  const connectedApps = html`<a class="link" href="${connectedAppsUrl}">${words.connectedApps}</a>`
  const documents = [
    { href: app.policyUrl, text: words.policy },
    { href: app.termsUrl, text: words.terms },
  ].flatMap(({ href, text }) =>
    href === undefined ? [] : [html` <a class="link" href="${href}">${text}</a>`],
  )
  return html`
<div class="fine-print">
  <p>${destinationText(destination, words)}</p>
  <p>${
    endsAfterSeconds === undefined
      ? words.untilRemoved(connectedApps)
      : words.endsAfter(formatDuration(endsAfterSeconds, strings.locale), connectedApps)
  }</p>
  ${documents.length > 0 && html`<p>${words.appLinks(app.name)}${documents}</p>`}
</div>`
}

const targetOf = (destination: Destination): string => {
  switch (destination.kind) {
    case 'host':
      return destination.host
    case 'loopback':
      return 'localhost'
    case 'scheme':
      return `${destination.scheme}:`
  }
}

const technicalDetails = ({ context, app, scopes, destination }: ConsentProps): Html => {
  const words = context.strings.consent
  const names = [...scopes.required.flatMap((group) => group.scopes), ...(scopes.optional ?? [])].map(
    (scope) => scope.scope,
  )
  return html`
<details class="disclosure">
  <summary>${words.details}</summary>
  <dl class="facts">
    <div><dt>${words.clientId}</dt><dd><code>${app.clientId}</code></dd></div>
    <div><dt>${words.scopes}</dt><dd><code>${names.join(' ')}</code></dd></div>
    <div><dt>${words.redirectUri}</dt><dd><code>${targetOf(destination)}</code></dd></div>
  </dl>
</details>`
}

/** An app asks, a person decides. */
export const consent = (props: ConsentProps): Html => {
  const { context, app, destination } = props
  const words = context.strings.consent
  const title = words.title(app.name, context.branding.platformName)
  return flow({
    context,
    title,
    wide: true,
    unbranded: true,
    content: [
      head(props, title),
      whoDecides(props),
      form(
        props.form,
        [
          consentChoices(props),
          consentScopes(props),
          destination.kind === 'loopback' && alert('warning', words.loopbackWarning(app.name)),
          html`
<div class="button-pair">
  ${button({ text: words.cancel, kind: 'secondary', id: 'deny', name: 'decision', value: 'deny' })}
  ${button({ text: words.allow, id: 'allow', name: 'decision', value: 'allow' })}
</div>`,
        ],
        'stack stack-loose',
      ),
      finePrint(props),
      technicalDetails(props),
    ],
  })
}
