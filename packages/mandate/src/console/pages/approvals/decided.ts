import { linkButton } from '../../components/button.ts'
import type { Html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface DecidedProps {
  readonly context: ViewContext
  readonly appName: string
  readonly outcome: 'approved' | 'denied' | 'before'
  readonly homeUrl: string
}

/** A request for an app has been decided, just now or before. */
export const decided = ({ context, appName, outcome, homeUrl }: DecidedProps): Html => {
  const { approval, error } = context.strings
  const { decide: words } = approval
  const title =
    outcome === 'approved'
      ? words.approved(appName)
      : outcome === 'denied'
        ? words.denied(appName)
        : words.decidedBefore
  return flow({
    context,
    title,
    content: [
      heading({
        title,
        emblem: outcome === 'approved' ? { icon: 'check', kind: 'success' } : { icon: 'info' },
      }),
      linkButton({ text: error.back, href: homeUrl, kind: 'secondary', wide: true }),
    ],
  })
}
