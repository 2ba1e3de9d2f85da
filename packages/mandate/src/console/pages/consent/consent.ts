import { alert } from '../../components/alert.ts'
import { appAndPlatform } from '../../components/app-and-platform.ts'
import { badge } from '../../components/badge.ts'
import { button } from '../../components/button.ts'
import { form } from '../../components/form.ts'
import { person } from '../../components/person.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { consentChoices } from './consent-choices.ts'
import { consentDetails, consentFinePrint } from './consent-fine-print.ts'
import type { ConsentProps } from './consent-props.ts'
import { consentScopes } from './consent-scopes.ts'

const head = ({ context, app }: ConsentProps, title: string): Html => {
  const { strings, branding } = context
  const homepage =
    app.homepageUrl !== undefined &&
    html`<a class="link" href="${app.homepageUrl}" target="_blank" rel="noreferrer">${hostOf(app.homepageUrl)}</a>`
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
  <a class="link link-plain small" href="${useAnotherAccountUrl}">${context.strings.common.notYou}</a>
</div>`

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
    failed: props.problem !== undefined,
    content: [
      head(props, title),
      props.problem !== undefined && alert('danger', words.problems[props.problem](app.name)),
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
      consentFinePrint(props),
      consentDetails(props),
    ],
  })
}
